//! Secrets go where they are needed and nowhere else: everything that the house keeps, says and answers is searched
//! for those that were planted in it.
#![cfg(test)]

mod support;

use std::path::Path;
use std::time::Duration;

use noc_scheduler::archive::Archive;
use noc_scheduler::simulate::checkmk::{CheckmkDouble, Entry};
use noc_scheduler::simulate::nautobot::NautobotDouble;
use noc_scheduler::simulate::{Fault, On, Trouble};
use noc_scheduler::store::Database;
use noc_scheduler::vault::{Key, Vault};
use reqwest::Method;
use serde_json::{Value, json};
use support::house::until_some;
use support::processes::Process;
use support::programs::{command, run, shipped};
use support::servers::{Scratch, connect, fresh_prefix, servers};
use support::sse::Stream;

const PASSWORD: &str = "a long password, told to nobody";
/// Each stands for itself in every search; none is part of another.
const PLANTED: [&str; 9] = [
    "tok-NAUTOBOT-9f3a61",
    "sec CHECKMK-55d1c0",
    "com-COMMUNITY-77ab20",
    "v3-AUTH-1c9e44",
    "v3-PRIVACY-e02f18",
    "dev-PASSWORD-40b7d9",
    "dev-ENABLE-8823fe",
    "dev-PASSPHRASE-b61c07",
    "KEYMATERIALa7f3K9zQ",
];

struct Client {
    http: reqwest::Client,
    address: String,
    token: String,
    /// Every answer so far.
    heard: std::sync::Mutex<String>,
}

impl Client {
    async fn json(&self, method: Method, path: &str, body: Option<&Value>) -> Value {
        let mut request = self.http.request(method, format!("{}/api{path}", self.address)).bearer_auth(&self.token);
        if let Some(body) = body {
            request = request.json(body);
        }
        let text = request.send().await.unwrap().text().await.unwrap();
        self.heard.lock().unwrap().push_str(&text);
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text}"))
    }

    async fn get(&self, path: &str) -> Value {
        self.json(Method::GET, path, None).await
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        self.json(Method::POST, path, Some(&body)).await
    }

    /// Runs a task, and waits for its end.
    async fn ran(&self, task: &str, kwargs: Value) -> Value {
        let job = self.post("/jobs", json!({"task": task, "kwargs": kwargs})).await;
        let path = format!("/jobs/{}", job["id"].as_str().unwrap_or_else(|| panic!("{job}")));
        let ended = async || Some(self.get(&path).await).filter(|job| !job["finished_at"].is_null());
        let job = until_some("the end of a job", ended).await;
        self.get(&format!("{path}/log")).await;
        job
    }
}

/// A house with its roles as processes of their own, logging all they can.
struct House {
    client: Client,
    url: String,
    prefix: String,
    processes: Vec<Process>,
    _scratch: Scratch,
}

async fn house(key: &str, url: &str, prefix: &str) -> House {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let scratch = Scratch::new();
    let dir = scratch.path().join("processes");
    let start = |name: &str, more: &[&str]| {
        let args = [&[name, "--database-url", url, "--redis-url", servers().redis_url()], more].concat();
        let log = "trace,hyper=debug,h2=debug,mio=info";
        let env =
            [("NOC_REDIS_PREFIX", prefix), ("NOC_ADMIN_PASSWORD", PASSWORD), ("NOC_SECRET_KEY", key), ("NOC_LOG", log)];
        Process::start(Path::new(&shipped()), &args, &env, &dir, name)
    };
    let api = start("api", &["--listen", "127.0.0.1:0"]);
    let ready = api.says("address http").await;
    let processes = vec![api, start("beat", &[]), start("worker", &[])];
    let address = ready.split("address ").nth(1).unwrap().split([';', ' ']).next().unwrap().to_owned();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut client = Client { http, address, token: String::new(), heard: std::sync::Mutex::default() };
    let login = client.post("/auth/login", json!({"username": "admin", "password": PASSWORD})).await;
    client.token = login["access_token"].as_str().unwrap().to_owned();
    House { client, url: url.to_owned(), prefix: prefix.to_owned(), processes, _scratch: scratch }
}

impl House {
    /// Every row of every table, as text; bytes as hexadecimal digits.
    async fn rows(&self) -> String {
        let db = connect(&self.url).await;
        let tables = "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'noc'";
        let mut all = String::new();
        for table in db.query(tables, &[]).await.unwrap() {
            let sql = format!("select t::text from {} t", table.get::<_, &str>(0));
            for row in db.query(&sql, &[]).await.unwrap() {
                all.push_str(row.get::<_, Option<&str>>(0).unwrap_or_default());
                all.push('\n');
            }
        }
        all
    }

    /// Every key and value under the house's prefix in Redis.
    async fn keys(&self) -> String {
        let all = r"
            local found = {}
            for _, key in ipairs(redis.call('KEYS', ARGV[1] .. '*')) do
                local kind = redis.call('TYPE', key).ok
                local value
                if kind == 'string' then value = redis.call('GET', key)
                elseif kind == 'hash' then value = cjson.encode(redis.call('HGETALL', key))
                elseif kind == 'stream' then value = cjson.encode(redis.call('XRANGE', key, '-', '+'))
                elseif kind == 'zset' then value = cjson.encode(redis.call('ZRANGE', key, 0, -1))
                elseif kind == 'set' then value = cjson.encode(redis.call('SMEMBERS', key))
                elseif kind == 'list' then value = cjson.encode(redis.call('LRANGE', key, 0, -1))
                else value = kind end
                found[#found + 1] = key .. ' ' .. value
            end
            return table.concat(found, '\n')";
        use fred::interfaces::{ClientLike, LuaInterface};
        let config = fred::prelude::Config::from_url(servers().redis_url()).unwrap();
        let client = fred::prelude::Builder::from_config(config).build().unwrap();
        client.init().await.unwrap();
        client.eval::<String, _, _, _>(all, Vec::<String>::new(), vec![self.prefix.clone()]).await.unwrap()
    }

    fn said(&self) -> String {
        self.processes.iter().map(Process::said).collect()
    }
}

fn must_not_hold(place: &str, text: &str) {
    for secret in PLANTED {
        let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
        for form in [secret.to_owned(), hex, secret.replace(' ', "%20"), secret.replace(' ', "+")] {
            if let Some(at) = text.find(&form) {
                let from = text[..at].char_indices().rev().nth(200).map_or(0, |(at, _)| at);
                panic!("{place} holds `{secret}`: …{}", &text[from..at + form.len()]);
            }
        }
    }
}

async fn nautobot() -> NautobotDouble {
    use noc_scheduler::domain::Device;
    let device = Device { id: uuid::Uuid::from_u128(7), name: Some("core-1".to_owned()), ..Device::default() };
    NautobotDouble::start(PLANTED[0], vec![device]).await.unwrap()
}

async fn checkmk() -> CheckmkDouble {
    let [_, secret, community, auth, privacy, ..] = PLANTED;
    let hosts = vec![
        Entry::new(
            "core-1",
            "/network",
            json!({"ipaddress": "10.0.0.1", "snmp_community": {"type": "v1_v2_community", "community": community}}),
        ),
        Entry::new(
            "acc-1",
            "/network",
            json!({
                "snmp_community": {"type": "v3_auth_privacy", "security_name": "noc", "auth_protocol": "SHA-2-256",
                    "auth_password": auth, "privacy_protocol": "AES-128", "privacy_password": privacy},
                "management_snmp_community": {"type": "v1_v2_community", "community": community},
                "labels": {"site": "par"},
            }),
        ),
    ];
    CheckmkDouble::start("cmk", "automation", secret, hosts, Vec::new()).await.unwrap()
}

fn connections(nautobot: &NautobotDouble, checkmk: &CheckmkDouble) -> [Value; 2] {
    [
        json!({"kind": "nautobot", "name": "nb", "url": nautobot.base_url(), "secret": PLANTED[0]}),
        json!({"kind": "checkmk", "name": "cmk", "url": checkmk.base_url(), "site": "cmk", "username": "automation",
            "secret": PLANTED[1]}),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_planted_secret_is_nowhere_to_be_found() {
    let (url, prefix) = (servers().fresh_database().await, fresh_prefix());
    let house = house(&Key::generate(), &url, &prefix).await;
    let (nautobot, checkmk) = (nautobot().await, checkmk().await);
    let client = &house.client;
    let stream = client.http.get(format!("{}/api/jobs/stream", client.address)).bearer_auth(&client.token);
    let mut stream = Stream::new(stream.send().await.unwrap());
    for connection in connections(&nautobot, &checkmk) {
        let made = client.post("/connections", connection).await;
        let tested = client.post(&format!("/connections/{}/test", made["id"].as_str().unwrap()), json!({})).await;
        assert_eq!(tested["ok"], true, "{tested}");
    }
    let [.., password, enable, passphrase, key] = PLANTED;
    let key = format!("-----BEGIN OPENSSH PRIVATE KEY-----\n{key}\n-----END OPENSSH PRIVATE KEY-----");
    let credential = json!({"name": "campus", "username": "netops", "shared": true, "password": password,
        "enable_password": enable, "passphrase": passphrase, "private_key": key});
    let made = client.post("/credentials", credential).await;
    assert_eq!(made["has_private_key"], true, "{made}");

    // All goes well; then the login is refused, with the refusal repeating what was sent; then all kinds of mistakes.
    for task in ["sync_nautobot_devices", "sync_checkmk_hosts"] {
        let job = client.ran(task, json!({})).await;
        assert_eq!(job["state"], "succeeded", "{job}");
    }
    let effective = client.ran("sync_checkmk_hosts", json!({"effective_attributes": true})).await;
    assert_eq!(effective["state"], "succeeded", "{effective}");
    nautobot.inject(Fault::new(On::Any, Trouble::RefuseToken));
    checkmk.inject(Fault::new(On::Any, Trouble::RefuseToken));
    for task in ["sync_nautobot_devices", "sync_checkmk_hosts"] {
        let job = client.ran(task, json!({})).await;
        assert_eq!((&job["state"], &job["error"]["class"]), (&json!("failed"), &json!("refused_login")), "{job}");
    }
    for wrong in [
        json!({"kind": "nautobot", "name": "x", "url": format!("https://ann:{}@host", PLANTED[0]), "secret": PLANTED[0]}),
        json!({"kind": "nautobot", "name": "x", "url": "https://host", "secret": [PLANTED[0]]}),
        json!({"kind": "nautobot", "name": "nb", "url": "https://host", "secret": PLANTED[0]}),
        json!({"kind": "nautobot", "name": "x", "url": "https://host", "secret": format!("{}\n{}", PLANTED[0], PLANTED[0])}),
    ] {
        assert!(client.post("/connections", wrong).await["status"].as_u64() >= Some(400));
    }
    for list in ["/connections", "/credentials", "/jobs", "/workers"] {
        client.get(list).await;
    }
    let mut told = String::new();
    while let Ok(event) = tokio::time::timeout(Duration::from_secs(20), stream.next(Duration::from_secs(60))).await {
        told.push_str(&event.json().to_string());
        // Two syncs that went well, one more, two that did not.
        if told.matches("\"refused_login\"").count() >= 2 {
            break;
        }
    }
    assert!(told.contains("refused_login"), "the stream told of the jobs: {told}");

    must_not_hold("an answer of the API", &client.heard.lock().unwrap());
    must_not_hold("the stream", &told);
    let rows = house.rows().await;
    assert!(rows.contains("core-1") && rows.contains("acc-1"), "the tables were read");
    must_not_hold("the database", &rows);
    let keys = house.keys().await;
    assert!(keys.contains("feed"), "Redis was read: {keys}");
    must_not_hold("Redis", &keys);
    let said = house.said();
    assert!(said.contains("TRACE") && said.contains("connection added"), "the logs were read");
    must_not_hold("a log", &said);
    let postgres = std::fs::read_to_string(servers().postgres_log()).unwrap_or_default();
    must_not_hold("the log of Postgres", &postgres);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_is_replaced_without_entering_a_secret_again() {
    let (url, prefix) = (servers().fresh_database().await, fresh_prefix());
    let (old, new) = (Key::generate(), Key::generate());
    let nautobot = nautobot().await;
    let checkmk = checkmk().await;
    let id = {
        let house = house(&old, &url, &prefix).await;
        let [connection, _] = connections(&nautobot, &checkmk);
        let made = house.client.post("/connections", connection).await;
        let credential = json!({"name": "mine", "username": "netops", "password": PLANTED[5]});
        house.client.post("/credentials", credential).await;
        made["id"].as_str().unwrap().to_owned()
    };
    let secrets = |what: &str, keys: &str| {
        let mut command = command(&shipped(), &["--json", "secrets", what, "--database-url", &url]);
        command.env("NOC_SECRET_KEY", keys);
        run(command, "")
    };
    // The archive of what devices say has a key of its own, sealed by the house's.
    let archive =
        |keys: &str| Archive::new(Database::new(&url, "secrets test", 2).unwrap(), Vault::parse(keys).unwrap());
    let digest = archive(&old).open().await.unwrap().digest("hostname sw1").unwrap();
    // With the new key alone nothing can be opened, and it says so.
    let refused = secrets("rotate", &new);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.err.contains("this process does not have"), "{refused:?}");
    let both = format!("{new},{old}");
    let rotated = secrets("rotate", &both);
    let answer: Value = serde_json::from_str(&rotated.out).unwrap_or_else(|e| panic!("{e}: {rotated:?}"));
    assert_eq!(answer, json!({"connections": 1, "credentials": 1, "archive_keys": 1}));
    let again: Value = serde_json::from_str(&secrets("rotate", &both).out).unwrap();
    assert_eq!(again, json!({"connections": 0, "credentials": 0, "archive_keys": 0}), "it is done");
    assert!(archive(&old).open().await.is_err());
    assert_eq!(
        archive(&new).open().await.unwrap().digest("hostname sw1").unwrap(),
        digest,
        "its texts are found as before"
    );
    // The old key is not needed any more.
    let house = house(&new, &url, &prefix).await;
    let tested = house.client.post(&format!("/connections/{id}/test"), json!({})).await;
    assert_eq!(tested["ok"], true, "{tested}");
    for ended in [&refused, &rotated] {
        must_not_hold("a command", &format!("{ended:?}"));
    }
}
