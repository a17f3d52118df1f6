//! stub
use crate::{
    domain::{Answer, CheckEnd},
    text::Clean,
};
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Move {
    Next,
    Back,
    Jump(Clean),
    Choose(char),
    Check { name: Clean, end: CheckEnd },
    Answer { field: Clean, answer: Answer },
    Understood { understood: bool, again: bool },
}
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ScriptRefusal {
    X,
}
