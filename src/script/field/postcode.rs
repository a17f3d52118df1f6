//! Belgian postcodes, and where they lead.

/// One line a postcode; its head says where it comes from and by what licence.
const TABLE: &str = include_str!("postcodes.tsv");

/// The first and the last that is given out (bpost).
const CODES: std::ops::RangeInclusive<u32> = 1000..=9992;

/// The postcode that was typed: four digits from 1000 to 9992, with or without the `B-` of old.
pub(super) fn read(typed: &str) -> Option<String> {
    let digits = typed.trim_start_matches(['B', 'b']).trim_start_matches(['-', ' ']);
    let code = (digits.len() == 4).then(|| digits.parse().ok()).flatten().filter(|code| CODES.contains(code))?;
    Some(code.to_string())
}

/// The municipalities that it lies in: in French, and in Dutch where that differs. None: it is that of no municipality,
/// as those of large firms and services are.
pub fn localities(code: &str) -> Vec<(&'static str, &'static str)> {
    let line = TABLE.lines().find_map(|line| line.strip_prefix(code)?.strip_prefix('\t'));
    let names = line.into_iter().flat_map(|line| line.split('\t'));
    names.map(|name| name.split_once('/').unwrap_or((name, name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_lead_to_municipalities() {
        assert_eq!(read("B-9000").as_deref(), Some("9000"));
        assert_eq!(localities("9000"), [("Gand", "Gent")]);
        assert_eq!(localities("1050"), [("Bruxelles", "Brussel"), ("Ixelles", "Elsene")]);
        assert_eq!(localities("4700"), [("Eupen", "Eupen")]);
        // Four digits, and nobody lives there.
        assert_eq!((read("1234").as_deref(), localities("1234").len()), (Some("1234"), 0));
        for none in ["0999", "9993", "900", "90000", "9o00", ""] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn the_table_is_whole() {
        let lines: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines.len(), 1149);
        assert!(lines.is_sorted() && lines.iter().all(|line| read(&line[..4]).is_some() && line.contains('\t')));
    }
}
