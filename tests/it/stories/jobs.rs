//! Keys that the usual jobs take: counted here, and written into the README.

use opcl::proto::{Command, Report};

use super::with_contacts;
use crate::desk::Desk;

/// What is done, how many keys it may take, and the doing of it.
struct Job {
    name: &'static str,
    most: usize,
    keys: fn(&mut Desk) -> &mut Desk,
}

/// A ready agent at whom a known caller rings, the card unread.
fn ringing() -> Desk {
    let mut desk = with_contacts(Desk::new());
    desk.keys("<F9>");
    desk.ring("0475 12 34 56");
    desk
}

/// In a call with a known caller, at the first step.
fn talking() -> Desk {
    let mut desk = ringing();
    desk.keys("a<F2>").sees("TALKING");
    desk
}

/// In a call, where needs are chosen.
fn at_need() -> Desk {
    let mut desk = talking();
    desk.keys("<Enter><Enter>").sees("Waarover gaat het");
    desk
}

/// In wrap-up with nothing missing.
fn wrapping_up() -> Desk {
    let mut desk = identifying();
    desk.keys("cc<Enter>a").keys("<Enter>factuur<Enter>12345678<Enter>x<Enter>").keys("<Enter>klopt<Enter><Enter>");
    desk.keys("u").sees("fijne dag").keys("<F12>").sees("WRAP-UP");
    desk
}

/// A complaint was taken down just now.
fn complained() -> Desk {
    let mut desk = talking();
    desk.keys("<C-o>complaint<Enter><Enter><Enter><Enter>te laat<Enter>geld terug<Enter>b<Enter>n<C-y>");
    desk.sees("2026-000001");
    desk
}

/// At the desk, not ready yet.
fn idle() -> Desk {
    with_contacts(Desk::new())
}

/// At the desk, with a PIN.
fn with_pin() -> Desk {
    let mut desk = idle();
    desk.keys("<C-x>2580<Enter>2580<Enter>").keys("2580<Enter>").misses("Locked");
    desk
}

/// In a call while another one rings.
fn second() -> Desk {
    let mut desk = talking();
    desk.ring("0470 99 99 99");
    desk
}

/// In a call, with a colleague at a desk.
fn with_colleague() -> Desk {
    let mut desk = talking();
    desk.sits_down("bo", "Bo").keys("<F9>");
    desk.at("agent1");
    desk
}

/// In a call, the queue in front, where another call waits.
fn at_queue() -> Desk {
    let mut desk = second();
    desk.keys("<C-k>q");
    desk
}

/// With a call that is parked.
fn parked() -> Desk {
    let mut desk = second();
    desk.keys("<F4>").sees("0470 99 99 99").keys("<F8>nw");
    desk
}

/// Where the caller is identified.
fn identifying() -> Desk {
    let mut desk = talking();
    desk.keys("<Enter>").sees("identify");
    desk
}

/// In a field of the form.
fn in_field() -> Desk {
    let mut desk = at_need();
    desk.keys("a").keys("<Enter>").sees("klantnummer");
    desk
}

/// Somebody rings again who was cut off.
fn cut_off() -> Desk {
    let mut desk = at_need();
    desk.keys("a").sees("klantnummer");
    let call = desk.open_interaction();
    desk.order(Command::Report { interaction: call, report: Report::Ended }).unwrap();
    desk.keys("<F8>s").keys("x").sees("READY");
    desk.ring("0475 12 34 56");
    desk
}

/// Just after a result.
fn corrected() -> Desk {
    let mut desk = talking();
    desk.keys("<F8>nw").sees("READY");
    desk
}

/// One job after its preparation, which is not counted.
fn count(mut desk: Desk, job: fn(&mut Desk) -> &mut Desk) -> usize {
    desk.keys_counted();
    job(&mut desk);
    desk.keys_counted()
}

/// Jobs by what they are prepared with.
fn jobs() -> Vec<(fn() -> Desk, Job)> {
    fn job(name: &'static str, most: usize, keys: fn(&mut Desk) -> &mut Desk) -> Job {
        Job { name, most, keys }
    }
    vec![
        (ringing, job("read who is ringing", 0, |desk| desk.sees("a Janssens Luc").sees("Gent"))),
        (ringing, job("answer what rings", 1, |desk| desk.keys("<F2>").sees("TALKING"))),
        (second, job("take the oldest that waits", 1, |desk| desk.keys("<F4>").sees("0470 99 99 99"))),
        (second, job("answer and park what is open", 1, |desk| desk.keys("<F4>").sees("on hold").sees("TALKING"))),
        (parked, job("return to what was parked", 1, |desk| desk.keys("<C-r>").sees("TALKING").sees("Janssens"))),
        (cut_off, job("continue a cut-off call", 1, |desk| desk.keys("<C-t>").sees("TALKING").sees("klantnummer"))),
        (
            with_colleague,
            job("blind transfer to a known colleague", 3, |desk| {
                desk.keys("<F6>").types("Bo").keys("<Enter><Enter>").sees("READY")
            }),
        ),
        (
            with_colleague,
            job("talk to a colleague first, then hand over", 3, |desk| {
                desk.keys("<F6>").types("Bo").keys("<F6>").sees("HOLD").keys("<F6>").sees("READY")
            }),
        ),
        (at_queue, job("why is this call offered to whom", 1, |desk| desk.keys("w").sees("Why this agent?"))),
        (talking, job("hang up", 1, |desk| desk.keys("<F12>").sees("WRAP-UP"))),
        (talking, job("hold", 1, |desk| desk.keys("<F5>").sees("HOLD"))),
        (talking, job("mute", 1, |desk| desk.keys("<F3>").sees("microphone off"))),
        (with_pin, job("lock the screen", 1, |desk| desk.keys("<C-x>").sees("Locked"))),
        (idle, job("ready", 1, |desk| desk.keys("<F9>").sees("READY"))),
        (idle, job("pause with a reason", 2, |desk| desk.keys("<F10>l").sees("LUNCH"))),
        (
            talking,
            job("find a contact and take it", 2, |desk| {
                desk.keys("<C-f>").types("Dupon").keys("<Enter>").sees("12345678")
            }),
        ),
        (ringing, job("one of these matches", 1, |desk| desk.keys("a").sees("Janssens Luc"))),
        (ringing, job("none of these matches", 1, |desk| desk.keys("n").sees("RINGING"))),
        (identifying, job("an identity check", 1, |desk| desk.keys("c").sees("confirmed"))),
        (
            identifying,
            job("the caller is not the person of the file", 2, |desk| {
                desk.keys("op").sees("for Janssens Luc: partner")
            }),
        ),
        (
            identifying,
            job("not identified, with the reason", 2, |desk| {
                desk.keys("ur").sees("Waarover gaat het").sees("not identified")
            }),
        ),
        (at_need, job("a choice of the script", 1, |desk| desk.keys("a").sees("klantnummer"))),
        (in_field, job("a choice of the script from a field", 2, |desk| desk.keys("<Esc><Left>").sees("Waarover"))),
        (talking, job("next step", 1, |desk| desk.keys("<Enter>").sees("enkele gegevens"))),
        (at_need, job("back", 1, |desk| desk.keys("<Left>").sees("enkele gegevens"))),
        (in_field, job("next need", 1, |desk| desk.keys("<C-e>").sees("Waarover gaat het"))),
        (talking, job("a usual need from the reason tree", 2, |desk| desk.keys("<C-d>a").sees("invoice"))),
        (talking, job("speak another language", 2, |desk| desk.keys("<C-l>f").sees("Bonjour"))),
        (
            talking,
            job("open another script", 2, |desk| desk.keys("<C-o>").types("compl").keys("<Enter>").sees("vervelend")),
        ),
        (complained, job("acknowledge a complaint", 1, |desk| desk.keys("a").sees("to be sent"))),
        (
            talking,
            job("a call back, mine, with its time", 3, |desk| {
                desk.keys("<S-F8>").types("tomorrow 14:30").keys("<Enter>").sees("Promised: call back")
            }),
        ),
        (talking, job("add a note", 1, |desk| desk.keys("<C-n>").types("belt morgen terug").sees("belt morgen"))),
        (
            in_field,
            job("undo the last change of a field", 1, |desk| {
                desk.types("rekening");
                desk.keys("<C-u>").misses("rekening")
            }),
        ),
        (
            wrapping_up,
            job("conclude with a usual result: end of talk to ready", 2, |desk| desk.keys("<F8>i").sees("READY")),
        ),
        (talking, job("wrong number: answered to ready", 3, |desk| desk.keys("<F8>nw").sees("READY"))),
        (
            corrected,
            job("correct my last result", 3, |desk| {
                desk.keys("<BS>i").keys("l").types("<Space>y").sees("Information given")
            }),
        ),
        (
            at_need,
            job("an objection: found, answered, its outcome", 3, |desk| {
                desk.keys("!").types("expens").keys("<Enter>a").sees("Waarover gaat het")
            }),
        ),
        (wrapping_up, job("opposition: never call again", 2, |desk| desk.keys("<F8>d").sees("READY"))),
    ]
}

#[test]
fn the_usual_jobs_take_few_keys() {
    let mut table = String::from("| job | keys |\n|---|---|\n");
    let mut wrong = Vec::new();
    for (prepare, job) in jobs() {
        let keys = count(prepare(), job.keys);
        table += &format!("| {} | {keys} |\n", job.name);
        if keys > job.most {
            wrong.push(format!("{}: {keys} keys, at most {}", job.name, job.most));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let readme = std::fs::read_to_string("README.md").unwrap();
    if !readme.contains(&table) && std::env::var_os("UPDATE_README").is_some() {
        let (before, after) = (readme.split_once("<!-- jobs -->\n").unwrap(), "<!-- end of jobs -->");
        let rest = before.1.split_once(after).unwrap().1;
        std::fs::write("README.md", format!("{}<!-- jobs -->\n{table}{after}{rest}", before.0)).unwrap();
        return;
    }
    assert!(
        readme.contains(&table),
        "the README has another table: UPDATE_README=1 cargo test --test it jobs\n{table}"
    );
}
