//! A file of plausible Belgian contacts, the same for the same seed. Family names fall off as real ones do (Statbel
//! counts 30 558 Peeters, 27 927 Janssens, 24 233 Maes on 1 January 2024, and some 190 000 names in all); behind the
//! frequent ones come rare ones, made of the parts that Flemish, Walloon and German names are made of.

use super::Entry;

/// Family names, roughly by how many bear them (statbel.fgov.be, names and first names, 2024).
const FAMILIES: &str = "Peeters,Janssens,Maes,Jacobs,Mertens,Willems,Claes,Goossens,Wouters,De Smet,Vermeulen,Pauwels,\
Dubois,Hermans,Aerts,Michiels,Lambert,Martens,De Vos,Smets,Dupont,Claeys,De Clercq,Desmet,Hendrickx,Van Damme,Stevens,\
De Backer,Janssen,Devos,Martin,Van de Velde,Segers,Lemmens,Coppens,Dumont,Wauters,Leroy,Van den Broeck,Leclercq,Simon,\
De Cock,Verhoeven,Cools,Laurent,François,De Smedt,Declercq,Smet,Denis,Renard,Lejeune,Diallo,Bogaert,Thys,Verbeke,\
De Meyer,Lenaerts,De Wilde,Moens,Desmedt,Bogaerts,Van den Bossche,Timmermans,Van Hoof,Adam,Dierckx,Petit,Vandenberghe,\
Vandamme,Verstraete,Van Dyck,Van Acker,Vervoort,De Ridder,Gérard,Noël,Bauwens,Lambrechts,De Pauw,Fontaine,Cuypers,\
Verhaegen,Christiaens,Thomas,Evrard,Hubert,Mathieu,Charlier,Lefèvre,Lefebvre,Nguyen,Baert,Geerts,Vermeersch,Verhaeghe,\
De Bruyn,Michel,Van Hecke,Jansen,Raes,De Groote,Deprez,De Wolf,Callens,Cornelis,Van Daele,Van den Berghe,Marchal,\
Bertrand,Gilles,Andries,Delvaux,Legrand,Collignon,Roels,Van Looy,De Coninck,Daems,Servais,Baeten,Bosmans,Nijs,Nys,\
Eeckhout,Haesevoets,Ceulemans,Mahieu,Thiry,Bah,Barry,Somers,Poncelet,Pirard,Delhaye,Meunier,Henry,Collard,Dumoulin,\
Wuyts,Verbruggen,Peters,Pieters,De Keyser,Van Dam,Helsen,Beckers,Bastin,Piette,Antoine,Remy,Lemaire,Mercier,Roland,\
Huysmans,Massart,Nicolas,Georges,Marechal,Toussaint,Louis,Jacquet,Bodart,Delcourt,Rousseau,Gillet,Etienne,Marlier,\
Dewael,Theunis,Schepers,Schoonjans,Schmitz,Müller,Meyer,Schmidt,Heinen,Hoffmann,Kessler,Weber,Fischer,Schröder,Krämer,\
Huppertz,Pauels,Reuter,Jost,Thielen,Zimmermann,Schneider,Becker,Wagner,Koch,Braun,Kohnen,Lentz,Mertes,Velz,Yilmaz,\
Kaya,Demir,El Amrani,Benali,Rossi,Russo,Ferrari,Da Silva,Fernandez,Garcia,Rodriguez,Kowalski,Nowak,Ivanov,Popescu,\
Smith,Taylor,Brown,Wilson,Clarke,Reid,Thompson,O'Brien,Hill,Moore,Van Houtte,Vandevelde,Vandeputte,Vanhoutte,\
Vandenbroucke,Vandewalle,Vandecasteele,Van Hove,Van Laere,Van Landeghem,Van Eetvelde,Van Nieuwenhove,De Bock,De Boeck,\
De Baets,De Bie,De Block,De Bondt,De Brabander,De Coster,De Graeve,De Jonghe,De Kock,De Koninck,De Leeuw,De Maeyer,\
De Meulenaere,De Mol,De Muynck,De Neve,De Paepe,De Prins,De Rycke,De Schepper,De Schrijver,De Vriendt,De Vries,\
De Winter,De Witte,Debruyne,Decoster,Delanghe,Demeyer,Demeulemeester,Deschamps,Desmyter,Dewitte,Deroo,D'Hondt,D'Hooghe,\
D'Haene,Baeyens,Blomme,Boone,Bosch,Boucher,Bouchat,Brasseur,Braem,Broeckx,Bruyninckx,Buyse,Caers,Cappelle,Carlier,\
Casteels,Ceuppens,Colson,Coenen,Cornette,Counet,Crabbe,Croes,Daniëls,Debacker,Defour,Degroote,Delforge,Delfosse,\
Dethier,Dieudonné,Doms,Driessens,Dufour,Duchêne,Dujardin,Engelen,Everaert,Feys,Fierens,Franck,Frederickx,Geeraerts,\
Geens,Ghysels,Gielen,Gijbels,Gillis,Godefroid,Grégoire,Guillaume,Haerens,Hanssens,Heylen,Heymans,Heyvaert,Holvoet,\
Hoste,Huybrechts,Huyghe,Jacquemin,Jaspers,Jespers,Joos,Joris,Kerkhofs,Kestens,Knockaert,Lacroix,Lammens,Lannoo,\
Lauwers,Lecomte,Leemans,Leys,Libert,Liekens,Lievens,Loos,Luyten,Luyckx,Machiels,Malfait,Mariën,Meert,Meeus,Melis,\
Menten,Mestdagh,Meulemans,Mignolet,Moons,Moreau,Neyens,Nelissen,Neefs,Oosterlinck,Pattyn,Plas,Poelmans,Pollet,\
Praet,Put,Quintens,Reynders,Reynaert,Robert,Roelandt,Rombouts,Rosseel,Ruelens,Sanders,Saelens,Schepens,Schoofs,\
Scheerlinck,Smeets,Snoeck,Soetaert,Speleers,Staelens,Steenhaut,Sterckx,Strobbe,Swinnen,Swennen,Tack,Tanghe,Teirlinck,\
Thijs,Thienpont,Torfs,Tytgat,Vaes,Verbist,Verboven,Vercammen,Vercauteren,Verdonck,Verelst,Vereecke,Vergauwen,\
Verheyden,Verheyen,Verlinden,Vermeiren,Vermeire,Verschueren,Verstappen,Verstraeten,Vets,Vissers,Vlaminck,Vos,Vranckx,\
Vrancken,Wellens,Wijnants,Windels,Withofs,Wittouck,Wyns,Ysebaert,Zwaenepoel";

const GIVEN: &str = "Jean,Marc,Maria,Patrick,Luc,Michel,Philippe,Jan,David,Mohamed,Thomas,Marie,Martine,Nathalie,Anne,\
Rita,Monique,Nicole,Christine,Sarah,Isabelle,An,Sofie,Julie,Laura,Peter,Dirk,Johan,Paul,Pierre,Daniel,Eric,Christian,Guy,\
André,Jozef,Nicolas,Bart,Kevin,Tom,Stefan,Geert,Kristof,Wim,Koen,Bruno,Olivier,Maxime,Lucas,Noah,Liam,Arthur,Louis,\
Jules,Adam,Victor,Gabriel,Emma,Olivia,Louise,Mila,Alice,Juliette,Elena,Camille,Sophie,Valérie,Catherine,Dominique,\
Françoise,Brigitte,Chantal,Jacqueline,Hilde,Greet,Els,Ilse,Katrien,Kathleen,Veerle,Liesbeth,Annelies,Charlotte,Hannah,\
Fatima,Amina,Ali,Ahmed,Youssef,Ibrahim,Omar,Hassan,Mehmet,Ayşe,Giuseppe,Antonio,José,Manuel,Anna,Katarzyna,Piotr,\
Jürgen,Günther,Hans,Karl,Ursula,Monika,Björn,Søren,Zoë,Loïc,Jérôme,Frédéric,Stéphane,Cédric,Aurélie,Céline,Mélanie,\
Benoît,Gaëlle,Anaïs,François,Jean-Pierre,Jean-Claude,Jean-Marie,Marie-Claire,Marie-Thérèse,Anne-Marie,Willy,Roger,\
Marcel,Albert,Georges,Robert,Henri,Fernand,Gustaaf,Achiel,Godelieve,Simonne,Yvonne,Denise,Jeannine,Lutgarde,Magda,\
Ingrid,Karin,Tine,Lotte,Jef,Staf,Gert,Raf,Yves,Xavier,Quentin,William,James,Mary,Elizabeth,John,Wouter,Maarten,Joris,\
Pieter,Ruben,Simon,Mathias,Matteo,Nina,Noor,Fien,Lien,Eline,Febe,Hugo,Walter,Werner,Herman,Erwin,Freddy,Rudy,Eddy";

const PLACES: &str = "Antwerpen,Gent,Charleroi,Liège,Bruxelles,Brussel,Schaerbeek,Anderlecht,Brugge,Namur,Leuven,Mons,\
Molenbeek-Saint-Jean,Mechelen,Aalst,Ixelles,Uccle,Hasselt,Sint-Niklaas,La Louvière,Kortrijk,Oostende,Tournai,Genk,Seraing,\
Roeselare,Mouscron,Verviers,Forest,Jette,Saint-Gilles,Beveren,Etterbeek,Dendermonde,Beringen,Turnhout,Deinze,Vilvoorde,\
Heist-op-den-Berg,Dilbeek,Lokeren,Geel,Herstal,Brasschaat,Sint-Truiden,Ninove,Waregem,Geraardsbergen,Halle,Grimbergen,\
Knokke-Heist,Mol,Lier,Evergem,Schoten,Zaventem,Lommel,Wavre,Ieper,Binche,Tienen,Menen,Bilzen,Tongeren,\
Houthalen-Helchteren,Asse,Ottignies-Louvain-la-Neuve,Flémalle,Oudenaarde,Châtelet,Eupen,Kelmis,Sankt Vith,Bütgenbach,\
Raeren,Arlon,Bastogne,Dinant,Huy,Spa,Malmedy,Nivelles,Waterloo,Braine-l'Alleud,Tubize,Ath,Soignies,Diest,Aarschot,\
Maaseik,Bree,Peer,Torhout,Diksmuide,Veurne,Poperinge,Tielt,Izegem,Eeklo,Zottegem,Ronse,Wetteren,Temse,Boom,Mortsel,\
Edegem,Kontich,Herentals,Hoogstraten,Köln,Aachen,Düsseldorf,Lille,Maastricht,Luxembourg";

/// Parts of rare names: what comes before, stems, ends.
const BEFORE: [&str; 22] = [
    "", "", "", "Van ", "Van de ", "Van den ", "Van der ", "De ", "Ver", "Vande", "Vanden", "Vander", "Van", "De",
    "Le", "La", "Du", "Del", "Des", "Op de ", "Ter", "Groot",
];
const STEMS: [&str; 60] = [
    "bosch", "beek", "broeck", "veld", "berg", "haeg", "moer", "meersch", "water", "steen", "kerck", "linden", "eyck",
    "poel", "weghe", "straet", "hout", "dael", "land", "heuvel", "laer", "put", "wiel", "houck", "rycke", "cler",
    "mar", "bert", "ger", "rob", "hen", "gode", "lam", "mau", "ren", "gau", "fon", "char", "pon", "mou", "ros", "bel",
    "gran", "noir", "blan", "roy", "val", "bois", "camp", "pré", "schoen", "kauf", "wald", "bach", "stein", "feld",
    "kirch", "hof", "brück", "zell",
];
const ENDS: [&str; 40] = [
    "", "", "e", "s", "en", "aert", "aerts", "mans", "man", "inck", "ickx", "ens", "els", "et", "ot", "on", "in",
    "eau", "ard", "art", "ier", "ière", "ois", "aux", "ette", "er", "ert", "mann", "meyer", "inger", "ler", "ke",
    "kens", "sen", "ssens", "ghem", "hove", "veld", "donck", "rode",
];

/// Rare family names that there are.
const RARE: usize = 150_000;

const FIRMS: [&str; 12] = [
    "Bakkerij",
    "Garage",
    "Boulangerie",
    "Immo",
    "Apotheek",
    "Pharmacie",
    "Tandartspraktijk",
    "Cabinet",
    "Bouwbedrijf",
    "Entreprise",
    "Friterie",
    "Schreinerei",
];
const FORMS: [&str; 5] = ["BV", "SRL", "NV", "SA", "VZW"];

/// Contacts without end.
pub struct Sample {
    state: u64,
    count: u128,
    families: Choice,
    given: Choice,
    places: Choice,
}

impl Sample {
    /// The contacts of a seed.
    pub fn new(seed: u64) -> Sample {
        Sample {
            state: seed,
            count: 0,
            families: Choice::new(FAMILIES, 0.72),
            given: Choice::new(GIVEN, 0.75),
            places: Choice::new(PLACES, 0.9),
        }
    }

    /// A family name: three in five are frequent ones, the others one of the rare ones, some rarer than others.
    pub fn family(&mut self) -> String {
        if self.below(5) < 3 {
            let at = self.random();
            return self.families.pick(at).to_owned();
        }
        let skewed = self.below(RARE).min(self.below(RARE)).min(self.below(RARE));
        rare(skewed as u64)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.random() % end as u64) as usize
    }

    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.state)
    }
}

impl Iterator for Sample {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        self.count += 1;
        let at = self.random();
        let given = self.given.pick(at).to_owned();
        let family = self.family();
        let at = self.random();
        let locality = self.places.pick(at).to_owned();
        let name = match self.below(20) {
            0 => format!("{} {family} {}", FIRMS[self.below(FIRMS.len())], FORMS[self.below(FORMS.len())]),
            1 => format!("{given} {family}-{}", self.family()),
            _ => format!("{given} {family}"),
        };
        let mut numbers = vec![format!("+324{:08}", 50_000_000 + self.below(50_000_000))];
        if self.below(3) == 0 {
            numbers.push(format!("+32{}{:06}", ["2", "3", "9", "16", "4", "81"][self.below(6)], self.below(1_000_000)));
        }
        let mut keys = vec![format!("K{:07}", self.below(10_000_000))];
        if self.below(10) < 7 {
            let domain = ["skynet.be", "telenet.be", "gmail.com", "proximus.be", "outlook.com"][self.below(5)];
            let plain = |name: &str| -> String { name.chars().filter(char::is_ascii_alphabetic).collect() };
            let user = format!("{}.{}{}", plain(&given), plain(&family), self.below(100));
            keys.push(format!("{}@{domain}", user.to_lowercase()));
        }
        let birth = (self.below(10) < 8)
            .then(|| format!("{}-{:02}-{:02}", 1930 + self.below(78), 1 + self.below(12), 1 + self.below(28)));
        Some(Entry { id: self.count << 64 | u128::from(self.random()), name, locality, numbers, keys, birth })
    }
}

/// The rare family name of a number.
fn rare(number: u64) -> String {
    let mut dice = mixed(number);
    let mut pick = |parts: &[&'static str]| {
        let part = parts[(dice % parts.len() as u64) as usize];
        dice /= parts.len() as u64;
        part
    };
    let (before, mut stem, second, end) = (pick(&BEFORE), pick(&STEMS).to_owned(), pick(&STEMS), pick(&ENDS));
    if pick(&["", "two"]) == "two" {
        stem.push_str(second);
    }
    stem.push_str(end);
    if before.is_empty() || before.ends_with(' ') {
        stem = capital(&stem);
    }
    format!("{before}{stem}")
}

/// SplitMix64's three rounds of mixing.
fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Picks the earlier ones of a list more often: the weight of rank r is r to the power of minus `fall`.
struct Choice {
    items: Vec<&'static str>,
    until: Vec<f64>,
}

impl Choice {
    fn new(list: &'static str, fall: f64) -> Choice {
        let items: Vec<&str> = list.split(',').collect();
        let mut sum = 0.0;
        let until = (1..=items.len())
            .map(|rank| {
                sum += (rank as f64).powf(-fall);
                sum
            })
            .collect();
        Choice { items, until }
    }

    fn pick(&self, random: u64) -> &'static str {
        let all = self.until.last().copied().unwrap_or(1.0);
        let wanted = random as f64 / u64::MAX as f64 * all;
        let at = self.until.partition_point(|&until| until < wanted);
        self.items[at.min(self.items.len() - 1)]
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
