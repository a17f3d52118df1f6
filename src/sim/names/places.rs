//! Localities with postcode, telephone zone and the language of the region.

/// A locality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Postcode.
    pub postcode: u16,
    /// Name in the language of the region (French in Brussels).
    pub name: &'static str,
    /// Telephone zone without its zero: 2 stands for 02, 81 for 081.
    pub zone: u8,
}

impl Place {
    /// The languages spoken: `fr`, `nl`, `de`; in Brussels French and Dutch.
    pub fn languages(self) -> &'static [&'static str] {
        match self.postcode {
            1000..1300 => &["fr", "nl"],
            4700..4800 => &["de"],
            1300..1500 | 4000..8000 => &["fr"],
            _ => &["nl"],
        }
    }
}

const fn at(postcode: u16, name: &'static str, zone: u8) -> Place {
    Place { postcode, name, zone }
}

/// The places; bigger towns stand in more than one postcode.
#[rustfmt::skip]
pub const PLACES: &[Place] = &[
    at(1000, "Bruxelles", 2), at(1020, "Laeken", 2), at(1030, "Schaerbeek", 2), at(1040, "Etterbeek", 2),
    at(1050, "Ixelles", 2), at(1060, "Saint-Gilles", 2), at(1070, "Anderlecht", 2),
    at(1080, "Molenbeek-Saint-Jean", 2), at(1081, "Koekelberg", 2), at(1082, "Berchem-Sainte-Agathe", 2),
    at(1083, "Ganshoren", 2), at(1090, "Jette", 2), at(1140, "Evere", 2), at(1150, "Woluwe-Saint-Pierre", 2),
    at(1160, "Auderghem", 2), at(1170, "Watermael-Boitsfort", 2), at(1180, "Uccle", 2), at(1190, "Forest", 2),
    at(1200, "Woluwe-Saint-Lambert", 2), at(1210, "Saint-Josse-ten-Noode", 2), at(1300, "Wavre", 10),
    at(1340, "Ottignies", 10), at(1348, "Louvain-la-Neuve", 10), at(1400, "Nivelles", 67), at(1410, "Waterloo", 2),
    at(1420, "Braine-l'Alleud", 2), at(1480, "Tubize", 2), at(1500, "Halle", 2), at(1730, "Asse", 2),
    at(1800, "Vilvoorde", 2), at(1930, "Zaventem", 2), at(2000, "Antwerpen", 3), at(2018, "Antwerpen", 3),
    at(2060, "Antwerpen", 3), at(2100, "Deurne", 3), at(2140, "Borgerhout", 3), at(2170, "Merksem", 3),
    at(2200, "Herentals", 14), at(2300, "Turnhout", 14), at(2320, "Hoogstraten", 3), at(2400, "Mol", 14),
    at(2440, "Geel", 14), at(2500, "Lier", 3), at(2600, "Berchem", 3), at(2610, "Wilrijk", 3),
    at(2640, "Mortsel", 3), at(2800, "Mechelen", 15), at(2850, "Boom", 3), at(2900, "Schoten", 3),
    at(2930, "Brasschaat", 3), at(2950, "Kapellen", 3), at(3000, "Leuven", 16), at(3200, "Aarschot", 16),
    at(3290, "Diest", 13), at(3300, "Tienen", 16), at(3500, "Hasselt", 11), at(3580, "Beringen", 11),
    at(3600, "Genk", 89), at(3680, "Maaseik", 89), at(3700, "Tongeren", 12), at(3740, "Bilzen", 89),
    at(3800, "Sint-Truiden", 11), at(3920, "Lommel", 11), at(4000, "Liège", 4), at(4020, "Liège", 4),
    at(4040, "Herstal", 4), at(4100, "Seraing", 4), at(4280, "Hannut", 19), at(4300, "Waremme", 19),
    at(4500, "Huy", 85), at(4700, "Eupen", 87), at(4720, "Kelmis", 87), at(4730, "Raeren", 87),
    at(4750, "Bütgenbach", 80), at(4760, "Büllingen", 80), at(4780, "Sankt Vith", 80), at(4800, "Verviers", 87),
    at(4900, "Spa", 87), at(4960, "Malmedy", 80), at(5000, "Namur", 81), at(5030, "Gembloux", 81),
    at(5100, "Jambes", 81), at(5300, "Andenne", 85), at(5500, "Dinant", 82), at(5580, "Rochefort", 84),
    at(5590, "Ciney", 83), at(5600, "Philippeville", 71), at(5660, "Couvin", 60), at(6000, "Charleroi", 71),
    at(6200, "Châtelet", 71), at(6220, "Fleurus", 71), at(6460, "Chimay", 60), at(6530, "Thuin", 71),
    at(6600, "Bastogne", 61), at(6700, "Arlon", 63), at(6760, "Virton", 63), at(6800, "Libramont-Chevigny", 61),
    at(6840, "Neufchâteau", 61), at(6900, "Marche-en-Famenne", 84), at(6940, "Durbuy", 86), at(7000, "Mons", 65),
    at(7090, "Braine-le-Comte", 67), at(7100, "La Louvière", 64), at(7130, "Binche", 64),
    at(7330, "Saint-Ghislain", 65), at(7500, "Tournai", 69), at(7600, "Péruwelz", 69), at(7700, "Mouscron", 56),
    at(7800, "Ath", 68), at(7860, "Lessines", 68), at(8000, "Brugge", 50), at(8300, "Knokke-Heist", 50),
    at(8370, "Blankenberge", 50), at(8400, "Oostende", 59), at(8500, "Kortrijk", 56), at(8600, "Diksmuide", 51),
    at(8620, "Nieuwpoort", 58), at(8630, "Veurne", 58), at(8700, "Tielt", 51), at(8790, "Waregem", 56),
    at(8800, "Roeselare", 51), at(8870, "Izegem", 51), at(8900, "Ieper", 57), at(8970, "Poperinge", 57),
    at(9000, "Gent", 9), at(9040, "Sint-Amandsberg", 9), at(9060, "Zelzate", 9), at(9100, "Sint-Niklaas", 3),
    at(9120, "Beveren", 3), at(9160, "Lokeren", 9), at(9200, "Dendermonde", 52), at(9230, "Wetteren", 9),
    at(9300, "Aalst", 53), at(9400, "Ninove", 54), at(9500, "Geraardsbergen", 54), at(9600, "Ronse", 55),
    at(9620, "Zottegem", 9), at(9700, "Oudenaarde", 55), at(9800, "Deinze", 9), at(9900, "Eeklo", 9),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_apart_by_postcode() {
        assert!(PLACES.windows(2).all(|two| two[0].postcode < two[1].postcode), "sorted, none twice");
        let language = |name: &str| PLACES.iter().find(|place| place.name == name).unwrap().languages();
        assert_eq!(language("Ixelles"), ["fr", "nl"]);
        assert_eq!(
            (language("Eupen"), language("Sankt Vith"), language("Malmedy")),
            (&["de"][..], &["de"][..], &["fr"][..])
        );
        assert_eq!((language("Gent"), language("Leuven"), language("Wavre")), (&["nl"][..], &["nl"][..], &["fr"][..]));
    }
}
