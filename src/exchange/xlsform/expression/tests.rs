//! Expressions of forms in the words of scripts.

use super::*;

struct Some3;

impl Names for Some3 {
    fn field(&self, name: &str) -> Option<(String, Sort)> {
        let sort = match name {
            "age" | "weight" => Sort::Number,
            "sex" | "born" | "total" => Sort::Text,
            "ways" => Sort::Several,
            _ => return None,
        };
        Some((name.to_owned(), sort))
    }

    fn rounds(&self, name: &str) -> Vec<(String, Sort)> {
        match name {
            "age" => ["age", "age_2"].map(|name| (name.to_owned(), Sort::Number)).into(),
            _ => Vec::new(),
        }
    }

    fn near(&self, up: usize, name: &str) -> Option<(String, Sort)> {
        self.field(name).filter(|_| up < 3)
    }

    fn list(&self, name: &str) -> Option<String> {
        ["sex", "ways"].contains(&name).then(|| name.to_owned())
    }

    fn count(&self, repeat: &str) -> Option<String> {
        (repeat == "person").then(|| "2".to_owned())
    }

    fn position(&self, up: usize) -> Option<usize> {
        [2, 4].get(up - 1).copied()
    }

    fn own(&self) -> Option<&str> {
        Some("begun")
    }

    fn value(&self) -> Sort {
        Sort::Number
    }

    fn column(&self, name: &str) -> Option<String> {
        (name == "state").then(|| "texas".to_owned())
    }
}

fn is(source: &str, wanted: &str) {
    assert_eq!(translate(source, &Some3).as_deref(), Some(wanted), "{source}");
}

#[test]
fn what_forms_ask_is_asked_in_the_script() {
    is("${age} >= 18", "(answers.age >= 18)");
    is("${sex} = 'female' and ${age} > 15", "((answers.sex == 'female') and (answers.age > 15))");
    is(
        "selected(${ways}, 'bus') or not(selected(${sex}, 'male'))",
        "(('bus' in answers.ways) or (not (answers.sex == 'male')))",
    );
    is(". > 0 and . <= 120", "((value > 0) and (value <= 120))");
    is(".>=0 and .<=10", "((value >= 0) and (value <= 10))");
    is("${born} > '2020-01-01'", "(answers.born > '2020-01-01')");
    is("(${age} + 1) * 2 div ${weight} mod 3", "((((answers.age + 1) * 2) / answers.weight) % 3)");
    is("-${age} + .5", "((-answers.age) + 0.5)");
    is("if(${age} < 18, 'child', 'adult')", "('child' if (answers.age < 18) else 'adult')");
    is("round(${weight} div 3, 2)", "((answers.weight / 3) | round(2))");
    is("count-selected(${ways}) > 1", "((answers.ways | length) > 1)");
    is("state = ${sex}", "('texas' == answers.sex)");
    is("string-length(.) = 4", "((value | length) == 4)");
}

#[test]
fn functions_of_forms_are_filters_of_scripts() {
    is("regex(${sex}, '[0-9]+\\.x')", "(answers.sex | matches('[0-9]+\\\\.x'))");
    is(
        "contains(${sex}, 'a') and starts-with(${sex}, 'b')",
        "((answers.sex | contains('a')) and (answers.sex | starts_with('b')))",
    );
    is("substr(${sex}, 0, 2)", "(answers.sex | part(0, 2))");
    is("selected-at(${ways}, 0) = 'bus'", "((answers.ways | at(0)) == 'bus')");
    is("format-date(${born}, '%d/%m/%Y')", "(answers.born | format_date('%d/%m/%Y'))");
    is("(today() - ${born}) div 365", "(((today | number) - (answers.born | number)) / 365)");
    is("decimal-date-time(${born}) > 3", "((answers.born | days) > 3)");
    is(
        "sum(${age}) + count(${age})",
        "(([answers.age, answers.age_2] | sum) + ([answers.age, answers.age_2] | count))",
    );
    is("max(${age}, 18)", "([answers.age, 18] | most)");
    is("position(..) > 1", "(2 > 1)");
    is("floor(${weight})", "(answers.weight | floor)");
    is("coalesce(${sex}, 'x')", "(answers.sex | default('x'))");
    is("normalize-space(substring-before(${sex}, '-'))", "((answers.sex | before('-')) | normal)");
    is("translate(${sex}, 'ab', 'cd')", "(answers.sex | translate('ab', 'cd'))");
    is("pow(${age}, 2) + sqrt(${weight})", "((answers.age | power(2)) + (answers.weight | root))");
}

#[test]
fn what_was_chosen_is_called_as_its_list_does() {
    is("jr:choice-name(${sex}, '${sex}')", "(answers.sex | label('sex'))");
    is("jr:choice-name(selected-at(${ways}, 1), ' ${ways} ')", "((answers.ways | at(1)) | label('ways'))");
}

#[test]
fn times_are_told_with_the_day() {
    is("now()", "now");
    is("now() > ${born}", "(now > answers.born)");
    is("format-date-time(now(), '%H:%M')", "(now | format_date('%H:%M'))");
    is("date(now())", "(now | date)");
    is("decimal-time(${born}) < 0.5", "((answers.born | day_part) < 0.5)");
    is("once(now())", "(answers.begun | default(now))");
    is("date(today() + 30)", "(((today | number) + 30) | date)");
}

#[test]
fn repeats_are_counted_and_looked_into() {
    is("count(${person}) > 1", "(2 > 1)");
    is("indexed-repeat(${age}, ${person}, 2) >= 18", "(['', answers.age, answers.age_2][(2 | int)] >= 18)");
    is("indexed-repeat(${age}, ${person}, ${weight})", "['', answers.age, answers.age_2][(answers.weight | int)]");
    is("max(${age}) - min(${age})", "(([answers.age, answers.age_2] | most) - ([answers.age, answers.age_2] | least))");
    is("join(', ', ${age})", "([answers.age, answers.age_2] | join(', '))");
    is("position(../..) = 4", "(4 == 4)");
    is("../age > 17 and ../../sex = 'f'", "((answers.age > 17) and (answers.sex == 'f'))");
    is("state = current()/../sex", "('texas' == answers.sex)");
}

#[test]
fn types_are_what_they_are_in_the_script() {
    is("${sex} = 1", "(answers.sex == '1')");
    is("${age} = '5'", "(answers.age == 5)");
    is("${sex} > 3", "((answers.sex | number) > 3)");
    is("${total} * 2", "((answers.total | number) * 2)");
    is("${sex} != ''", "((answers.sex | length) != 0)");
    is("${ways} = 'bus foot'", "(answers.ways == ['bus', 'foot'])");
    is("${born} <= today()", "(answers.born <= today)");
    is("${sex} = \"it's\"", "(answers.sex == \"it's\")");
}

#[test]
fn what_has_no_counterpart_is_not_guessed() {
    for none in [
        "regex(., '(')",
        "regex(., ${sex})",
        "format-date(${born}, '%3')",
        "jr:choice-name(${sex}, '${age}')",
        "jr:choice-name(${sex}, 'sex')",
        "indexed-repeat(${age}, ${sex}, 1)",
        "count(${nobody})",
        "join(${age}, ',')",
        "pulldata('a', 'b')",
        "../../../age > 1",
        "./age > 1",
        "../",
        "${unknown} = 1",
        "${age",
        "'open",
        "position(${age})",
        "position(../../..)",
        "sum(${sex})",
        "${age} >",
        "",
        "${age} ! 3",
        "/data/age = 2",
        ")",
        "((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))",
    ] {
        assert_eq!(translate(none, &Some3), None, "{none}");
    }
}
