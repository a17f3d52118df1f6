//! What an editor needs to know of script files, as JSON Schema (draft 2020-12): keys, kinds and types.

use serde_json::{Value, json};

use super::{field_file::TYPES, script_file::KINDS};
use crate::domain::{Language, Medium, PromiseKind};

/// An object with these properties and no other ones.
fn object(properties: Value, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn rows(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

/// The schema of a script.
pub fn script() -> Value {
    let kinds: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
    let promises: Vec<&str> = PromiseKind::ALL.iter().map(|(name, _)| *name).collect();
    let media: Vec<&str> = Medium::ALL.iter().map(|(name, _)| *name).collect();
    let types: Vec<&str> = TYPES.split(", ").collect();
    let text = || json!({ "type": "string", "minLength": 1 });
    let flag = || json!({ "type": "boolean" });
    let letter = || json!({ "type": "string", "pattern": "^[a-z]$" });
    let count = || json!({ "type": "integer", "minimum": 0 });
    let languages: Vec<&str> = Language::ALL.iter().map(|language| language.code()).collect();
    let each: serde_json::Map<String, Value> =
        languages.iter().map(|language| ((*language).to_owned(), text())).collect();
    let texts = || object(Value::Object(each.clone()), &languages);
    let value =
        object(json!({ "value": text(), "label": texts(), "when": text(), "fixed": flag() }), &["value", "label"]);
    let field = object(
        json!({
            "name": text(), "label": texts(), "help": texts(), "required": flag(), "required_when": text(), "shared": flag(),
            "read_aloud": flag(), "spelled": flag(), "random": flag(), "when": text(), "constraint": text(), "constraint_message": texts(),
            "calculate": text(), "type": { "enum": types }, "length": count(), "past": flag(), "values": rows(value),
        }),
        &["name", "label", "type"],
    );
    let choice = object(
        json!({ "key": letter(), "value": text(), "label": texts(), "next": text(), "reason": text(), "when": text() }),
        &["key", "value", "label"],
    );
    let check = object(json!({ "name": text(), "label": texts() }), &["name", "label"]);
    let step = object(
        json!({
            "id": text(), "kind": { "enum": kinds }, "title": texts(), "say": texts(), "note": texts(), "when": text(), "random": flag(), "next": text(),
            "ends_as": { "enum": ["screened_out", "refused", "broken_off"] },
            "promise": { "enum": promises }, "anybody": flag(), "send": { "enum": media }, "to": text(), "subject": texts(),
            "text": texts(), "attach": rows(text()), "queue": text(), "skill": text(), "service": text(),
            "choice": rows(choice), "check": rows(check), "field": rows(field),
        }),
        &["id", "kind", "title"],
    );
    let quota = object(
        json!({ "id": text(), "label": texts(), "limit": count(), "when": text(), "full": text(), "hold_for": text() }),
        &["id", "label", "limit", "when"],
    );
    let mut schema = object(
        json!({ "name": text(), "title": texts(), "outgoing": flag(), "strict": flag(), "interview": flag(), "checks_needed": count(), "quota_full": text(), "quota": rows(quota), "step": rows(step) }),
        &["name", "title", "step"],
    );
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("opcl call script");
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::Library;

    /// As much of JSON Schema as is used above.
    fn fits(value: &Value, schema: &Value, place: &str) {
        if let Some(one_of) = schema.get("enum") {
            return assert!(one_of.as_array().unwrap().contains(value), "{place}: {value}");
        }
        match schema["type"].as_str().unwrap() {
            "object" => {
                let object = value.as_object().unwrap_or_else(|| panic!("{place}: {value}"));
                for (key, value) in object {
                    let known = schema["properties"].get(key).unwrap_or_else(|| panic!("{place}: unknown {key}"));
                    fits(value, known, &format!("{place} {key}"));
                }
                let missing = schema["required"].as_array().unwrap().iter().find(|key| {
                    let key = key.as_str().unwrap();
                    object.get(key).is_none()
                });
                assert_eq!(missing, None, "{place}");
            }
            "array" => {
                value.as_array().unwrap().iter().for_each(|value| fits(value, &schema["items"], place));
            }
            "string" => assert!(value.as_str().is_some_and(|text| !text.is_empty()), "{place}: {value}"),
            "boolean" => assert!(value.is_boolean(), "{place}: {value}"),
            _ => assert!(value.is_u64(), "{place}: {value}"),
        }
    }

    #[test]
    fn what_ships_is_as_the_schema_says() {
        let (library, schema) = (Library::shipped(), script());
        for script in library.scripts() {
            let text = library.text_of(&script.name).unwrap();
            let table: toml::Table = text.parse().unwrap();
            fits(&serde_json::to_value(table).unwrap(), &schema, &script.name);
        }
    }
}
