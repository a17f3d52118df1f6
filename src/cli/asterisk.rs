//! `opcl asterisk`: what an Asterisk needs to know of us.

use clap::Subcommand;

use super::{Failure, Shell, say};

/// What to do.
#[derive(Subcommand)]
pub(super) enum What {
    /// Prints the lines that Asterisk needs, file by file, and those of config.toml.
    Config,
}

pub(super) fn run(shell: &Shell, what: &What) -> Result<(), Failure> {
    let What::Config = what;
    let chosen = shell.installed.choices.asterisk.as_ref();
    let user = chosen.map_or("desk", |asterisk| asterisk.user.as_str());
    let application = chosen.map_or("opcl", |asterisk| asterisk.application.as_str());
    let way_out = chosen.map_or("PJSIP/{number}@provider", |asterisk| asterisk.way_out.as_str());
    let address = chosen.map_or("127.0.0.1:8088", |asterisk| asterisk.address.as_str());
    let (host, port) = address.rsplit_once(':').unwrap_or((address, "8088"));
    let tls = chosen.is_some_and(|asterisk| asterisk.tls);
    let (scheme, listens) = match tls {
        true => {
            ("https://", format!("tlsenable = yes\ntlsbindaddr = {host}:{port}\ntlscertfile = /etc/asterisk/pbx.pem"))
        }
        false => ("", format!("bindaddr = {host}\nbindport = {port}")),
    };
    let certificate = chosen.and_then(|asterisk| asterisk.certificate.as_ref());
    let certificate = certificate.map(|file| format!("\ncertificate = \"{}\"", file.display())).unwrap_or_default();
    let word = |key: &str| shell.tr(key, &[]);
    say(&format!(
        "; http.conf — {adds}
[general](+)
enabled = yes
{listens}

; ari.conf
[general](+)
enabled = yes

[{user}]
type = user
password = {password}

; extensions.conf — {lines}
[from-outside]
exten => _X.,1,Stasis({application},inbound)
 same => n,Hangup()
exten => 100,1,Stasis({application},inbound,orders)
 same => n,Hangup()

; pjsip.conf
[transport-udp]
type = transport
protocol = udp
bind = 0.0.0.0

; — {phones}
[212]
type = endpoint
context = from-phones
disallow = all
allow = alaw,ulaw
direct_media = no
aors = 212
auth = 212

[212]
type = aor
max_contacts = 1

[212]
type = auth
username = 212
password = {password}

; — {provider}
[provider]
type = endpoint
context = from-outside
disallow = all
allow = alaw,ulaw
direct_media = no
aors = provider

[provider]
type = aor
contact = sip:sip.example.net

[provider]
type = identify
endpoint = provider
match = sip.example.net

# {recordings}
install -d -o asterisk -g asterisk /var/spool/asterisk/recording

# config.toml
[asterisk]
address = \"{scheme}{address}\"{certificate}
user = \"{user}\"
password_file = \"/etc/opcl/ari\"
application = \"{application}\"
dial = \"{way_out}\"",
        adds = word("asterisk-adds"),
        provider = word("asterisk-provider"),
        password = word("asterisk-password"),
        lines = word("asterisk-lines"),
        recordings = word("asterisk-recordings"),
        phones = word("asterisk-phones"),
    ));
    Ok(())
}
