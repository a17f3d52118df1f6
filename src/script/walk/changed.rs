//! At the end of each walk an early answer is changed, and the rest gone on with.

use super::*;

/// Longer than any way through a script that ships.
const LONGEST: usize = 60;

impl Walker<'_> {
    /// Changes one of the first answers: the conclusion is reached, what no longer counts is kept and marked, and what was answered is
    /// seen again on the way back.
    pub(super) fn another_way(&self, run: &ScriptRun, sales: &[Sale]) {
        let steps = run.trail.iter().filter_map(|id| self.script.step(id));
        let changes: Vec<(&Clean, Move)> =
            steps.filter_map(|step| Some((&step.id, self.change(run, sales, step)?))).collect();
        // Each walk another one, among the first of them.
        let early = changes.len().div_ceil(2);
        let Some((step, change)) = (early > 0).then(|| changes[self.ends % early].clone()) else { return };
        let mut now = self.mv(run, Move::Jump(step.clone()), sales);
        assert_eq!(&now.step, step);
        let before = now.clone();
        now = self.mv(&now, change.clone(), sales);
        if matches!(change, Move::Answer { .. }) {
            assert_eq!(now.step, before.step);
        }
        let mut sales = sales.to_vec();
        for _ in 0..LONGEST {
            self.speaks(&now, &sales);
            if self.script.step(&now.step).unwrap().kind == Kind::Conclude {
                break;
            }
            (now, sales) = self.goes_on(now, sales);
        }
        let place = format!("{}: {change:?} at {step}", self.script.name);
        assert_eq!(self.script.step(&now.step).unwrap().kind, Kind::Conclude, "{place}");
        self.keeps(&before, &now, &sales, &place);
        self.goes_back(&now, &sales);
    }

    /// Another answer than the one given in a step, where there is one.
    fn change(&self, run: &ScriptRun, sales: &[Sale], step: &Step) -> Option<Move> {
        let facts = self.facts(sales, Language::En);
        if run.left_out.contains(&step.id) {
            return None;
        }
        let given = |name: &Clean| match run.answers.get(name) {
            Some(Answer::Value(value)) => Some(value.clone()),
            _ => None,
        };
        if let Some(chosen) = given(&step.id).filter(|_| !step.choices.is_empty()) {
            let other = asked::choices(self.script, run, step, &facts).into_iter().find(|way| way.value != chosen);
            return other.map(|way| Move::Choose(way.key));
        }
        let field = step.fields.iter().find(|field| field.calculate.is_none() && given(&field.name).is_some())?;
        let values = asked::values(self.script, run, field, &facts);
        let yes_no = ["yes", "no"].map(Clean::line);
        let others = values.iter().map(|value| &value.value).chain(yes_no.iter());
        let mut fits = others.filter(|value| asked::judge(self.script, run, field, value, &facts).is_ok());
        let other = fits.find(|value| Some(*value) != given(&field.name).as_ref())?;
        Some(Move::Answer { field: field.name.clone(), answer: Answer::Value(other.clone()) })
    }

    /// On by one step, as far as it is not answered already.
    fn goes_on(&self, run: ScriptRun, sales: Vec<Sale>) -> (ScriptRun, Vec<Sale>) {
        let (mut run, here) = (run.clone(), self.script.step(&run.step).unwrap());
        for at in asked::fields(here, &run) {
            let field = &here.fields[at];
            if field.calculate.is_none()
                && !run.left_out.contains(&field.name)
                && !run.answers.contains_key(&field.name)
            {
                let text = typed(self.script, &run, field, None, &self.facts);
                let answer = Answer::Value(Clean::line(&text));
                run = self.mv(&run, Move::Answer { field: field.name.clone(), answer }, &sales);
            }
        }
        let settled = run.answers.contains_key(&here.id);
        let next = match here.kind {
            Kind::Choose if !settled => {
                let first = asked::choices(self.script, &run, here, &self.facts)[0].key;
                Move::Choose(first)
            }
            Kind::Understand => Move::Understood { understood: true, again: false },
            kind if kind.sells() && !settled && (kind != Kind::Agree || sale::to_agree(&sales).is_some()) => {
                return self.sells(&run, &sales, &self.ways(kind, &sales)[0]);
            }
            _ => Move::Next,
        };
        (self.mv(&run, next, &sales), sales)
    }

    /// No answer went, and none counts that is asked nowhere any more.
    fn keeps(&self, before: &ScriptRun, now: &ScriptRun, sales: &[Sale], place: &str) {
        let own = |name: &Clean| {
            let computed = self.script.field(name).is_some_and(|field| field.calculate.is_some());
            !computed && !self.script.step(name).is_some_and(|step| step.kind.sells())
        };
        for name in before.answers.keys().filter(|name| own(name)) {
            assert!(now.answers.contains_key(name), "{place}: {name} went");
        }
        let context = self.facts(sales, Language::En).context(self.script, now);
        let open = on_the_way(self.script, now, &context);
        let asks = |at: usize| {
            let step = &self.script.steps[at];
            let fields = step.fields.iter().map(|field| &field.name);
            fields.chain((!step.choices.is_empty()).then_some(&step.id)).collect::<Vec<_>>()
        };
        let asked: BTreeSet<&Clean> = open.iter().flat_map(|&at| asks(at)).collect();
        for name in (0..self.script.steps.len()).flat_map(asks).filter(|name| !asked.contains(name)) {
            assert!(now.left_out.contains(name), "{place}: {name} is asked nowhere and counts");
        }
    }

    /// All the way back each step is there again, and every answer.
    fn goes_back(&self, now: &ScriptRun, sales: &[Sale]) {
        let computed = |name: &Clean| self.script.field(name).is_some_and(|field| field.calculate.is_some());
        let given = |run: &ScriptRun| -> BTreeMap<Clean, Answer> {
            run.answers.clone().into_iter().filter(|(name, _)| !computed(name)).collect()
        };
        let mut back = now.clone();
        for before in now.trail.iter().rev() {
            back = self.mv(&back, Move::Back, sales);
            assert_eq!((&back.step, given(&back)), (before, given(now)));
        }
        assert!(back.trail.is_empty());
    }
}
