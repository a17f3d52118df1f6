//! Calculations that need each other: none of them would ever have a value.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    pack::{Field, Script},
    read::Reader,
    script_file::Places,
};
use crate::text::Clean;

/// Tells `reader` each field that is computed from something that is computed from it. One that asks for its own last value
/// (`answers.x | default(…)`) is none.
pub(super) fn circles(reader: &mut Reader<'_>, script: &Script, places: &[Places]) {
    let fields = script.steps.iter().zip(places).flat_map(|(step, place)| step.fields.iter().zip(&place.fields));
    let computed: Vec<(&Field, &Range<usize>)> = fields.filter(|(field, _)| field.calculate.is_some()).collect();
    let mut needs: BTreeMap<&Clean, Vec<Clean>> = BTreeMap::new();
    for (field, _) in &computed {
        let asked = field.calculate.iter().flat_map(|calculate| calculate.answers());
        needs.entry(&field.name).or_default().extend(asked.filter(|name| *name != field.name));
    }
    for (field, span) in computed {
        let (mut met, mut next) = (BTreeSet::new(), vec![&field.name]);
        while let Some(name) = next.pop() {
            next.extend(needs.get(name).into_iter().flatten().filter(|name| met.insert(*name)));
        }
        if met.contains(&field.name) {
            reader.wrong(span, "problem-script-computed-circle", &[("name", &field.name)]);
        }
    }
}
