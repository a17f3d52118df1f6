//! Given names, family names, streets and firms of the three languages.

/// What one language has; each list the most common first, apart by commas.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// First names.
    pub given: &'static str,
    /// Family names.
    pub family: &'static str,
    /// Streets, before the house number.
    pub streets: &'static str,
    /// Firms; `%` stands for a family name.
    pub firms: &'static str,
}

/// The names of `fr`, `nl` or `de`.
pub fn names(language: &str) -> Names {
    match language {
        "nl" => DUTCH,
        "de" => GERMAN,
        _ => FRENCH,
    }
}

const FRENCH: Names = Names {
    given: "Marie, Jean, Philippe, Nathalie, Michel, Isabelle, Pierre, Anne, Marc, Monique, Christine, Thomas, Nicolas, \
            Martine, Daniel, Françoise, Julie, David, Catherine, Patrick, Sophie, Luc, Véronique, Alain, Laura, Olivier, \
            Camille, Maxime, Céline, Bernard, Sarah, Antoine, Dominique, Julien, Aurélie, André, Valérie, Christophe, \
            Émilie, Laurent, Louise, Simon, Hélène, Benoît, Jacqueline, Vincent, Élise, Mohamed, Fatima, Gaëlle, Loïc, \
            Marie-Claire, Jean-Pierre, Anne-Sophie, Noémie, Cédric, Inès, Youssef, Chloé, Étienne",
    family: "Dubois, Lambert, Dupont, Martin, Simon, Dumont, Laurent, Leclercq, Denis, Lejeune, Renard, Leroy, Gérard, \
             François, Mathieu, Henry, Thomas, Michel, Lefèvre, Noël, Collard, Marchal, Servais, Petit, Charlier, \
             Delvaux, Bertrand, Legrand, Carlier, Fontaine, Wauters, Maes, Delhaye, Lemaire, Hubert, Collignon, Évrard, \
             Bodart, Dethier, Gilson, Piron, Toussaint, Marlier, Warnier, Sacré, Ben Ali, El Amrani, Rossi, Moreau, \
             Delcourt, De Clercq, Vandenberghe, Janssens, Peeters, D'Hondt, Quertinmont, Baeyens, Goffin, Hennebert, Yilmaz",
    streets: "Rue de la Station, Rue Haute, Grand-Rue, Rue du Moulin, Chaussée de Bruxelles, Rue de l'Église, Avenue \
              des Tilleuls, Rue des Écoles, Place Communale, Rue du Centre, Avenue Reine Astrid, Rue Neuve, Chemin des \
              Prés, Clos des Cerisiers, Quai de Meuse, Boulevard Léopold II, Rue Saint-Nicolas, Drève du Château",
    firms: "Garage % SRL, Boulangerie %, Pharmacie %, Menuiserie % & Fils SA, Toitures % SRL, Cabinet %, Éts % SA, \
            Fiduciaire % SRL, Fleurs %, École communale, Maison de repos Les Tilleuls ASBL, Transports % SA",
};

const DUTCH: Names = Names {
    given: "Jan, Maria, Marc, An, Luc, Martine, Peter, Els, Tom, Sarah, Johan, Christine, Dirk, Rita, Patrick, Sofie, \
            Bart, Linda, Kevin, Lieve, Koen, Katrien, Paul, Laura, Wim, Julie, Geert, Ingrid, Stijn, Hilde, Pieter, \
            Nele, Thomas, Emma, Wouter, Veerle, Jozef, Griet, Kristof, Lien, Bram, Kaat, Yves, Anneleen, Joris, Femke, \
            Mohamed, Fatima, Steven, Elke, Ruben, Lotte, Jeroen, Annelies, Daan, Zoë, Walter, Godelieve, Ilse, Ahmed",
    family: "Peeters, Janssens, Maes, Jacobs, Mertens, Willems, Claes, Goossens, Wouters, De Smet, Vermeulen, Pauwels, \
             Hermans, Aerts, Michiels, Martens, De Vos, Claeys, Lemmens, Van Damme, Desmet, Verhoeven, De Clercq, \
             Smets, Van den Broeck, Cools, Segers, Verstraete, Stevens, De Backer, Bogaerts, Timmermans, Coppens, Van de \
             Velde, Baert, Lauwers, Jansen, Janssen, Van den Bossche, Wauters, Thys, Devos, Verbeke, Bosmans, De \
             Cock, D'hondt, Van Den Berghe, Vandenberghe, Van den Berghe, De Meyer, Verlinden, Nijs, Moens, Yildirim, \
             El Idrissi, Vanhoutte, Declerck, Dewitte, Van Acker, Schepers",
    streets: "Kerkstraat, Stationsstraat, Molenstraat, Dorpsstraat, Nieuwstraat, Schoolstraat, Grote Markt, \
              Steenweg op Brussel, Veldstraat, Kapellestraat, Groenstraat, Bosstraat, Eikenlaan, Lindelaan, \
              Koningin Astridlaan, Beekstraat, Hoogstraat, Vaartkaai",
    firms: "Garage % BV, Bakkerij %, Apotheek %, Schrijnwerkerij % & Zonen NV, Dakwerken % BV, Kantoor %, Kapsalon %, \
            Boekhouding % BV, Bloemen %, Gemeenteschool, Woonzorgcentrum De Linde VZW, Transport % NV",
};

const GERMAN: Names = Names {
    given: "Peter, Maria, Josef, Anna, Werner, Monika, Karl, Petra, Thomas, Sabine, Manfred, Ursula, Ralf, Birgit, \
            Günther, Jürgen, Bernd, Michaela, Stefan, Nadine, Dieter, Claudia, Sven, Hannah, Lukas, Käthe, Jörg, Marie",
    family: "Müller, Schmitz, Schröder, Radermacher, Kessel, Heinen, Jost, Keller, Lentz, Möres, Collas, Hilgers, \
             Mertes, Pauels, Theissen, Weynand, Wiesemes, Lambertz, Küpper, Langer, Faymonville, Jousten, Miessen, Kohnen, \
             Völl, Straßer, Groß, Thönnes",
    streets: "Hauptstraße, Bahnhofstraße, Kirchstraße, Aachener Straße, Schulstraße, Am Markt, Neustraße, Bergstraße, \
              Malmedyer Straße, Rathausplatz, Gartenweg, Zum Walkerstal",
    firms: "Autohaus % GmbH, Bäckerei %, Apotheke %, Schreinerei % PGmbH, Bedachungen % PGmbH, Kanzlei %, Gemeindeschule",
};
