//! An agent at a hub without a screen: what is ordered, and what is heard.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "threads, real processes and their clocks")]

use std::{
    cell::RefCell,
    collections::BTreeMap,
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    time::{Duration, Instant},
};

use opcl::{
    domain::{Actor, Agent, AgentId, Id, Interaction, InteractionId, Language, Role, Status},
    gateway::asterisk::Sounds,
    hub::{Hub, Link, Settings},
    proto::{AgentDetails, Command, Event, Reply, ToSession},
    script::Library,
    server::telephone::{Access, Roots, Telephone},
    store::MemoryStore,
    text::Clean,
};

use super::system::{Asterisk, root};

/// A story on a floor whose calls Asterisk carries: with these phones, and somebody outside; in the end nothing is left.
pub fn plays(phones: &[u16], library: Library, story: impl FnOnce(&Asterisk, &Hub)) {
    plays_behind(phones, library, |asterisk, hub| {
        let out = asterisk.outside.to_string();
        let log = ["-trace_msg", "-message_file", "outside.log"];
        let _outside = asterisk.sipp("outside.xml", &[&["-p", &out][..], &log].concat());
        let telephone = Telephone::start(hub, &access(asterisk));
        story(asterisk, hub);
        asterisk.is_empty();
        drop(telephone);
    });
}

/// The same with phones alone, and a hub to which the telephone system is connected by the story.
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
pub fn plays_behind(phones: &[u16], library: Library, story: impl FnOnce(&Asterisk, &Hub)) {
    let Some(root) = root() else { return eprintln!("skipped: no Asterisk in its folder here") };
    let asterisk = Asterisk::start(root, phones);
    let _phones = asterisk.sipp("phone.xml", &["-p", &asterisk.phone.to_string()]);
    let hub = Hub::start(Arc::new(MemoryStore::default()), Arc::new(library), Settings::default()).unwrap();
    story(&asterisk, &hub);
    asterisk.is_empty();
}

pub fn floor(asterisk: &Asterisk, library: Library) -> (Hub, Telephone) {
    let hub = Hub::start(Arc::new(MemoryStore::default()), Arc::new(library), Settings::default()).unwrap();
    let telephone = Telephone::start(&hub, &access(asterisk));
    (hub, telephone)
}

/// By TLS, believing that certificate.
pub fn access_by_tls(asterisk: &Asterisk, roots: Roots) -> Access {
    Access { address: format!("127.0.0.1:{}", asterisk.https), roots: Some(roots), ..access(asterisk) }
}

pub fn access(asterisk: &Asterisk) -> Access {
    Access {
        address: format!("127.0.0.1:{}", asterisk.http),
        roots: None,
        user: "desk".to_owned(),
        password: "secret".to_owned(),
        application: "opcl".to_owned(),
        way_out: "PJSIP/{number}@outside".to_owned(),
        sounds: Sounds::default(),
    }
}

pub struct Desk {
    pub me: AgentId,
    link: Link,
    inbox: Receiver<ToSession>,
    known: RefCell<Known>,
}

#[derive(Default)]
struct Known {
    next: u64,
    interactions: BTreeMap<InteractionId, Arc<Interaction>>,
    replies: BTreeMap<u64, Result<Reply, String>>,
    me: Option<AgentId>,
    telephone: bool,
    agents: BTreeMap<AgentId, Agent>,
}

impl Desk {
    /// Ready, with that telephone, once the telephone system is there.
    pub fn sits_down(hub: &Hub, login: &str, phone: u16, status: Status) -> Desk {
        Desk::of(hub, login, phone, (Role::Agent, status))
    }

    /// The same, of somebody of that role.
    pub fn of(hub: &Hub, login: &str, phone: u16, (role, status): (Role, Status)) -> Desk {
        let (to_me, inbox) = channel();
        let link = hub.attach(Actor::System, move |message| to_me.send(message).is_ok());
        let mut desk = Desk { me: AgentId(Id(0)), link, inbox, known: RefCell::default() };
        let login = Clean::line(login);
        let details = AgentDetails { login: login.clone(), role: Some(role), ..AgentDetails::default() };
        desk.orders(Command::AddAgent(Box::new(details)));
        desk.orders(Command::SignIn { login: login.clone(), name: login, language: Language::En });
        desk.until("signs in", |known| known.me.is_some() && known.telephone);
        desk.me = desk.known.borrow().me.unwrap();
        desk.orders(Command::SetPhone(Clean::line(&phone.to_string())));
        desk.orders(Command::SetStatus(status));
        desk
    }

    fn hear(&self, message: ToSession) {
        let mut known = self.known.borrow_mut();
        match message {
            ToSession::Snapshot { agent, agents, interactions, .. } => {
                known.agents = agents.into_iter().map(|agent| (agent.id, agent)).collect();
                known.me = Some(agent);
                known.interactions = interactions.into_iter().map(|one| (one.id, one)).collect();
            }
            ToSession::Event(event) => match &*event {
                Event::Interaction(one) => drop(known.interactions.insert(one.id, Arc::clone(one))),
                Event::Agent(agent) => drop(known.agents.insert(agent.id, Agent::clone(agent))),
                Event::Telephone(there) => known.telephone = *there,
                _ => {}
            },
            ToSession::Reply(number, reply) => {
                known.replies.insert(number, reply.map_err(|refusal| format!("{refusal:?}")));
            }
            _ => {}
        }
    }

    #[track_caller]
    fn until(&self, what: &str, there: impl Fn(&Known) -> bool) {
        let start = Instant::now();
        while !there(&self.known.borrow()) {
            assert!(start.elapsed() < Duration::from_secs(60), "{what}: {:?}", self.known.borrow().interactions);
            if let Ok(message) = self.inbox.recv_timeout(Duration::from_millis(20)) {
                self.hear(message);
            }
        }
    }

    /// Orders, and waits for the answer.
    #[track_caller]
    pub fn orders(&self, command: Command) -> Reply {
        let number = {
            let mut known = self.known.borrow_mut();
            known.next += 1;
            known.next
        };
        let name = command.name();
        self.link.command(number, command);
        self.until(name, |known| known.replies.contains_key(&number));
        self.known.borrow_mut().replies.remove(&number).unwrap().unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
    }

    /// Waits until the agent is so.
    #[track_caller]
    pub fn is(&self, what: &str, so: impl Fn(&Agent) -> bool) {
        self.until(what, |known| known.agents.get(&self.me).is_some_and(&so));
    }

    /// Waits until one of the interactions is so.
    #[track_caller]
    pub fn sees(&self, what: &str, so: impl Fn(&Interaction) -> bool) -> Arc<Interaction> {
        let find = |known: &Known| known.interactions.values().find(|one| so(one)).cloned();
        self.until(what, |known| find(known).is_some());
        find(&self.known.borrow()).unwrap()
    }
}
