//! The same seed in two processes: the same journal, the same frames.

use std::process::Command;

use super::run;

const CHILD: &str = "SIMULATOR_CHILD";
const NAME: &str = "simulator::twice::the_same_seed_in_two_processes";

#[test]
fn the_same_seed_in_two_processes() {
    if let Ok(seed) = std::env::var(CHILD) {
        println!("hash of seed {seed}: {}", run(seed.parse().unwrap()));
        return;
    }
    let hash = |seed: u64, environment: [(&str, &str); 3]| {
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", NAME, "--nocapture"]).env(CHILD, seed.to_string()).envs(environment);
        let said = child.output().unwrap();
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        let said = String::from_utf8(said.stdout).unwrap();
        said.lines().find_map(|line| Some(line.split_once("hash of seed")?.1.to_owned())).expect(&said)
    };
    let hashes: Vec<String> = [3, 5]
        .into_iter()
        .map(|seed| {
            let here = hash(seed, [("TZ", "Europe/Brussels"), ("LANG", "de_BE.UTF-8"), ("TERM", "xterm")]);
            let there = hash(seed, [("TZ", "Asia/Tokyo"), ("LANG", "C"), ("TERM", "vt220")]);
            assert_eq!(here, there);
            here
        })
        .collect();
    assert_ne!(hashes[0], hashes[1], "another seed is another day");
}
