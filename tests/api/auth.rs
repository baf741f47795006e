//! Who may come in, and as what.

use noc_scheduler::api::ApiConfig;
use noc_scheduler::command::people;
use noc_scheduler::domain::people::Role;
use noc_scheduler::store::{Database, migrate};
use reqwest::header::{AUTHORIZATION, COOKIE, SET_COOKIE};
use serde_json::{Value, json};

use crate::house::{Caller, House, PASSWORD, TASKS, schedule};
use crate::support::servers::servers;

async fn cookie(house: &House, name: &str) -> String {
    let body = json!({"username": name, "password": PASSWORD});
    let login = house.send(house.request("POST", "/api/auth/login").json(&body)).await;
    let set = login.headers.get(SET_COOKIE).unwrap().to_str().unwrap().to_owned();
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax") && !set.contains("Secure"), "{set}");
    set.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_login_gives_a_token_and_a_session() {
    let house = House::open().await;
    let body = json!({"username": "ADA", "password": PASSWORD});
    let login = house.send(house.request("POST", "/api/auth/login").json(&body)).await.expect(200);
    assert_eq!(login["token_type"], "bearer");
    assert_eq!((&login["user"]["username"], &login["user"]["is_admin"]), (&json!("ada"), &json!(true)));
    let ada = Caller { house: &house, token: login["access_token"].as_str().unwrap().to_owned() };
    assert_eq!(ada.get("/api/auth/me").await.expect(200)["role"], "admin");
    let refreshed = ada.send("POST", "/api/auth/refresh", json!({})).await.expect(200);
    assert_eq!(refreshed["access_token"], login["access_token"]);
    ada.send("POST", "/api/auth/logout", json!({})).await.expect(200);
    ada.get("/api/auth/me").await.problem(401);
    // Nothing that opens a door lies in the database.
    assert_eq!(house.count("select count(*) from noc.login where encode(token_hash, 'escape') like 'nocl%'").await, 0);
}

#[tokio::test]
async fn a_cookie_over_https_is_secure() {
    let house = House::open().await;
    let body = json!({"username": "ada", "password": PASSWORD});
    let request = house.request("POST", "/api/auth/login").header("X-Forwarded-Proto", "https").json(&body);
    let login = house.send(request).await;
    assert!(login.headers.get(SET_COOKIE).unwrap().to_str().unwrap().contains("Secure"));
}

#[tokio::test]
async fn changes_by_cookie_must_come_from_our_own_pages() {
    let house = House::open().await;
    let cookie = cookie(&house, "olga").await;
    let request = |method: &str, path: &str| house.request(method, path).header(COOKIE, &cookie);
    house.send(request("GET", TASKS)).await.expect(200);
    let host = house.address.trim_start_matches("http://").to_owned();
    for (header, value, status) in [
        ("Sec-Fetch-Site", "cross-site".to_owned(), 403),
        ("Sec-Fetch-Site", "same-site".to_owned(), 403),
        ("Origin", "http://evil.example".to_owned(), 403),
        ("X-Nothing", "x".to_owned(), 403),
        ("Sec-Fetch-Site", "same-origin".to_owned(), 201),
        ("Origin", format!("http://{host}"), 201),
    ] {
        let name = format!("{header} {value}");
        let answer = house.send(request("POST", TASKS).header(header, &value).json(&schedule(&name))).await;
        assert_eq!(answer.status.as_u16(), status, "{name}: {answer:?}");
    }
    // An Authorization header is judged by it alone, good cookie or not.
    let both = request("GET", TASKS).header(AUTHORIZATION, "Bearer nonsense");
    house.send(both).await.problem(401);
    let basic = request("GET", TASKS).basic_auth("olga", Some(PASSWORD));
    house.send(basic).await.problem(401);
    // A foreign page cannot log its visitor in as somebody else, either.
    let body = json!({"username": "olga", "password": PASSWORD});
    let foreign = house.request("POST", "/api/auth/login").header("Sec-Fetch-Site", "cross-site").json(&body);
    house.send(foreign).await.problem(403);
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let house = House::open().await;
    let try_login = async |name: &str, password: &str| {
        let body = json!({"username": name, "password": password});
        house.send(house.request("POST", "/api/auth/login").json(&body)).await
    };
    let (known, _) = try_login("olga", "wrong password").await.problem(401);
    let (unknown, _) = try_login("nobody", "wrong password").await.problem(401);
    assert_eq!(known, unknown, "who exists is not told");
    for _ in 0..4 {
        try_login("olga", "wrong password").await.problem(401);
    }
    let limited = try_login("olga", PASSWORD).await;
    let wait: u64 = limited.header("retry-after").parse().unwrap();
    assert!((1..=300).contains(&wait));
    limited.problem(429);
    try_login("otto", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn api_tokens_are_less_than_their_owner() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let path = "/api/auth/tokens";
    let (_, pointer) = olga.send("POST", path, json!({"name": "x", "role": "admin"})).await.problem(422);
    assert_eq!(pointer, "/role");
    olga.send("POST", path, json!({"name": ""})).await.problem(422);
    olga.send("POST", path, json!({"name": "x", "expires_at": "2020-01-01T00:00:00Z"})).await.problem(422);
    let made = olga.send("POST", path, json!({"name": "wall", "role": "viewer"})).await.expect(201);
    let wall = Caller { house: &house, token: made["token"].as_str().unwrap().to_owned() };
    wall.get(TASKS).await.expect(200);
    assert_eq!(wall.get("/api/auth/me").await.expect(200)["role"], "viewer");
    wall.send("POST", TASKS, schedule("x")).await.problem(403);
    wall.send("POST", path, json!({"name": "child"})).await.problem(403);
    let password = json!({"current_password": PASSWORD, "new_password": "something else"});
    wall.send("PUT", "/api/auth/password", password).await.problem(403);
    let listed = olga.get(path).await.expect(200);
    assert!(listed[0]["token"].is_null() && listed[0]["last_used_at"].is_string(), "{listed}");
    // Not for others to see or to revoke.
    let (otto, id) = (house.login("otto").await, made["id"].as_str().unwrap());
    assert_eq!(otto.get(path).await.expect(200), json!([]));
    house.send(otto.request("DELETE", &format!("{path}/{id}"))).await.problem(404);
    house.send(olga.request("DELETE", &format!("{path}/{id}"))).await.expect(200);
    wall.get(TASKS).await.problem(401);
}

#[tokio::test]
async fn a_demoted_owner_demotes_the_token() {
    let house = House::open().await;
    let (ada, olga) = (house.login("ada").await, house.login("olga").await);
    let made = olga.send("POST", "/api/auth/tokens", json!({"name": "ci"})).await.expect(201);
    let ci = Caller { house: &house, token: made["token"].as_str().unwrap().to_owned() };
    ci.send("POST", TASKS, schedule("one")).await.expect(201);
    let id = user_id(&ada, "olga").await;
    ada.send("PUT", &format!("/api/users/{id}"), json!({"role": "viewer"})).await.expect(200);
    ci.send("POST", TASKS, schedule("two")).await.problem(403);
    ada.send("PUT", &format!("/api/users/{id}"), json!({"is_active": false})).await.expect(200);
    ci.get(TASKS).await.problem(401);
    olga.get(TASKS).await.problem(401);
    let body = json!({"username": "olga", "password": PASSWORD});
    house.send(house.request("POST", "/api/auth/login").json(&body)).await.problem(401);
}

async fn user_id(caller: &Caller<'_>, name: &str) -> String {
    let users = caller.get("/api/users").await.expect(200);
    let user = users.as_array().unwrap().iter().find(|user| user["username"] == name).unwrap();
    user["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn admins_manage_users_and_one_always_remains() {
    let house = House::open().await;
    let (ada, olga) = (house.login("ada").await, house.login("olga").await);
    for (method, path) in [("GET", "/api/users"), ("POST", "/api/users")] {
        olga.send(method, path, json!({})).await.problem(403);
    }
    let new = json!({"username": "nina", "password": "long enough", "role": "operator"});
    let nina = ada.send("POST", "/api/users", new.clone()).await.expect(201);
    ada.send("POST", "/api/users", json!({"username": "NINA", "password": "long enough"})).await.problem(409);
    assert_eq!(
        ada.send("POST", "/api/users", json!({"username": "x", "password": "short"})).await.problem(422).1,
        "/password"
    );
    let own = format!("/api/users/{}", user_id(&ada, "ada").await);
    for change in [json!({"role": "viewer"}), json!({"is_active": false})] {
        ada.send("PUT", &own, change).await.problem(409);
    }
    house.send(ada.request("DELETE", &own)).await.problem(409);
    let path = format!("/api/users/{}", nina["id"].as_str().unwrap());
    let same = ada.send("PUT", &path, nina.clone()).await.expect(200);
    assert_eq!(same, nina, "an answer may be sent back");
    ada.send("PUT", &path, json!({"role": "admin"})).await.expect(200);
    ada.send("PUT", &own, json!({"role": "viewer"})).await.expect(200);
    ada.get("/api/users").await.problem(403);
    assert_eq!(house.count("select count(*) from noc.app_user where role = 'admin'").await, 1);
}

#[tokio::test]
async fn a_user_with_schedules_is_not_removed() {
    let house = House::open().await;
    let (ada, olga) = (house.login("ada").await, house.login("olga").await);
    let schedule = olga.schedule("hers").await;
    let path = format!("/api/users/{}", user_id(&ada, "olga").await);
    let (detail, _) = house.send(ada.request("DELETE", &path)).await.problem(409);
    assert!(detail.contains("owns 1 schedule:"), "{detail}");
    let of = format!("{TASKS}/{}", schedule["id"].as_str().unwrap());
    ada.send("PUT", &of, json!({"owner_username": "ada"})).await.expect(200);
    house.send(ada.request("DELETE", &path)).await.expect(200);
    olga.get(TASKS).await.problem(401);
}

#[tokio::test]
async fn a_new_password_ends_the_other_logins() {
    let house = House::open().await;
    let (here, there) = (house.login("olga").await, house.login("olga").await);
    let change = |old: &str, new: &str| json!({"current_password": old, "new_password": new});
    let path = "/api/auth/password";
    assert_eq!(here.send("PUT", path, change("wrong", "long enough")).await.problem(422).1, "/current_password");
    assert_eq!(here.send("PUT", path, change(PASSWORD, "short")).await.problem(422).1, "/new_password");
    here.send("PUT", path, change(PASSWORD, "another password")).await.expect(200);
    here.get(TASKS).await.expect(200);
    there.get(TASKS).await.problem(401);
}

#[tokio::test]
async fn logins_slide_and_end() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    house.sql("update noc.login set expires_at = now() + interval '1 hour'").await;
    olga.get(TASKS).await.expect(200);
    let left = "select extract(epoch from expires_at - now())::bigint from noc.login";
    assert!(house.count(left).await > 11 * 3600, "using it lengthens it");
    house.sql("update noc.login set expires_at = now() - interval '1 second'").await;
    olga.get(TASKS).await.problem(401);
}

#[tokio::test]
async fn every_path_but_login_and_health_needs_a_login() {
    let house = House::open().await;
    let document: Value = serde_json::from_str(&noc_scheduler::api::document()).unwrap();
    let feed = "/api/scheduler/calendar/ics/{file}";
    let open = ["/api/auth/login", "/api/health/live", "/api/health/ready", feed];
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys() {
            let operation = &operations[method];
            assert_eq!(operation["security"].is_null(), open.contains(&path.as_str()), "{method} {path}");
            if !open.contains(&path.as_str()) {
                let path = path.replace("{id}", &uuid::Uuid::nil().to_string());
                let answer = house.send(house.request(&method.to_uppercase(), &path).json(&json!({}))).await;
                assert_eq!(answer.status.as_u16(), 401, "{method} {path}");
                answer.problem(401);
            }
        }
    }
}

#[tokio::test]
async fn other_origins_read_answers_only_when_they_are_named() {
    let origins = vec!["https://canvas.example".to_owned()];
    let house = House::with(ApiConfig { cors_origins: origins, ..ApiConfig::default() }).await;
    let preflight = house
        .request("OPTIONS", TASKS)
        .header("Origin", "https://canvas.example")
        .header("Access-Control-Request-Method", "POST");
    let allowed = house.send(preflight).await;
    assert_eq!(allowed.status.as_u16(), 204, "no login is needed to ask");
    assert_eq!(allowed.header("access-control-allow-origin"), "https://canvas.example");
    let olga = house.login("olga").await;
    for (origin, seen) in [("https://canvas.example", "https://canvas.example"), ("https://evil.example", "")] {
        let answer = house.send(olga.request("GET", TASKS).header("Origin", origin)).await;
        assert_eq!(answer.header("access-control-allow-origin"), seen);
        assert_eq!(answer.header("access-control-allow-credentials"), "");
    }
    // A page of our own names its origin as well.
    let cookie = cookie(&house, "olga").await;
    let own = house.request("POST", TASKS).header(COOKIE, cookie).header("Origin", &house.address);
    house.send(own.json(&schedule("own"))).await.expect(201);
}

#[tokio::test]
async fn the_first_start_makes_one_admin_whose_password_works() {
    let database = Database::new(&servers().fresh_database().await, "first start", 4).unwrap();
    migrate(&database).await.unwrap();
    let (one, other) =
        tokio::join!(people::ensure_first_admin(&database, None), people::ensure_first_admin(&database, None));
    let made: Vec<_> = [one.unwrap(), other.unwrap()].into_iter().flatten().collect();
    assert_eq!(made.len(), 1, "two processes that start together make one");
    let user = people::verify(&database, "Admin", made[0].clone()).await.unwrap().unwrap();
    assert_eq!((user.username.as_str(), user.role), ("admin", Role::Admin));
    assert!(people::ensure_first_admin(&database, Some(made[0].clone())).await.unwrap().is_none());
    let change = people::Change { is_active: Some(false), ..people::Change::default() };
    let refused = people::change(&database, user.id, change, None).await.unwrap_err();
    assert!(matches!(refused, people::PeopleError::LastAdmin), "{refused}");
}
