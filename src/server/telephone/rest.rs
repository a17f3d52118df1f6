//! Requests to ARI.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::de::DeserializeOwned;
use ureq::{Agent, http};

use super::Access;
use crate::gateway::asterisk::{Order, Request};

/// Who takes longer to answer does not answer.
const WITHIN: Duration = Duration::from_secs(5);

/// A list of channels or bridges has so many bytes at most.
const LARGEST: u64 = 16 << 20;

/// One way to ARI, kept open between requests.
pub(super) struct Rest {
    agent: Agent,
    base: String,
    application: String,
    key: String,
}

/// The header that says who we are.
pub(super) fn key(access: &Access) -> String {
    format!("Basic {}", STANDARD.encode(format!("{}:{}", access.user, access.password)))
}

impl Rest {
    pub(super) fn new(access: &Access) -> Rest {
        let mut config =
            Agent::config_builder().timeout_global(Some(WITHIN)).http_status_as_error(false).no_delay(true);
        let scheme = if let Some(roots) = &access.roots {
            config = config.tls_config(roots.config());
            "https"
        } else {
            "http"
        };
        Rest {
            agent: config.build().new_agent(),
            base: format!("{scheme}://{}/ari", access.address),
            application: access.application.clone(),
            key: key(access),
        }
    }

    /// Orders; an error tells why it was not done. What Asterisk finds senseless is done, or its channel is gone, which it
    /// tells by itself; but for what it tells nowhere else.
    pub(super) fn order(&self, order: &Order) -> Result<(), String> {
        let strict = order.has_to_be_done();
        match self.send(&order.request(&self.application)) {
            Ok((status, _)) if status < 400 || matches!(status, 404 | 409 | 422) && !strict => Ok(()),
            Ok((status, said)) => Err(format!("{status} {said}")),
            Err(error) => Err(error),
        }
    }

    /// What there is at that place.
    pub(super) fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, String> {
        let request = Request { method: "GET", path: path.to_owned(), body: None };
        match self.send(&request)? {
            (status, said) if status < 400 => serde_json::from_str(&said).map_err(|error| error.to_string()),
            (status, said) => Err(format!("{status} {said}")),
        }
    }

    /// Events that say nothing to us are not sent.
    pub(super) fn filter(&self) -> Result<(), String> {
        let kinds = ["ChannelVarset", "ChannelDialplan", "ChannelStateChange", "ChannelConnectedLine"];
        let body = serde_json::json!({ "disallowed": kinds.map(|kind| serde_json::json!({ "type": kind })) });
        let path = format!("/applications/{}/eventFilter", self.application);
        self.send(&Request { method: "PUT", path, body: Some(body) }).map(drop)
    }

    /// Whether there is a sound of that name.
    pub(super) fn has_sound(&self, name: &str) -> bool {
        let request = Request { method: "GET", path: format!("/sounds/{}", name.replace('/', "%2F")), body: None };
        self.send(&request).is_ok_and(|(status, _)| status < 400)
    }

    /// Events of phones that come and go are sent to the application.
    pub(super) fn hear_of_phones(&self) -> Result<(), String> {
        let path = format!("/applications/{}/subscription?eventSource=endpoint:PJSIP", self.application);
        self.send(&Request { method: "POST", path, body: None }).map(drop)
    }

    fn send(&self, request: &Request) -> Result<(u16, String), String> {
        let body = request.body.as_ref().map(ToString::to_string).unwrap_or_default();
        let built = http::Request::builder()
            .method(request.method)
            .uri(format!("{}{}", self.base, request.path))
            .header("Authorization", &self.key)
            .header("Content-Type", "application/json")
            .body(body)
            .map_err(|error| error.to_string())?;
        let mut answer = self.agent.run(built).map_err(|error| error.to_string())?;
        let said =
            answer.body_mut().with_config().limit(LARGEST).read_to_string().map_err(|error| error.to_string())?;
        Ok((answer.status().as_u16(), said))
    }
}
