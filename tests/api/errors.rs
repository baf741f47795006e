//! Whatever is wrong with a request, the answer says so in one form.

use crate::house::{House, TASKS, schedule};

#[tokio::test]
async fn every_failure_is_a_problem() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    olga.get("/api/nothing/here").await.problem(404);
    olga.get("/api/jobs/not-an-id").await.problem(404);
    // Below / every address is the page's own, but a file that is missing is no page.
    olga.get("/assets/nowhere.js").await.problem(404);
    olga.send("POST", "/nowhere", serde_json::json!({})).await.problem(405);
    let patch = house.send(olga.request("PATCH", TASKS)).await;
    assert_eq!(patch.header("allow"), "GET, POST");
    patch.problem(405);
    let broken = olga.request("POST", TASKS).header("Content-Type", "application/json").body("{\"name\": ");
    let (detail, _) = house.send(broken).await.problem(400);
    assert!(detail.contains("JSON"), "{detail}");
    let text = olga.request("POST", TASKS).header("Content-Type", "text/plain").body("{}x");
    house.send(text).await.problem(415);
    let list = olga.request("POST", TASKS).header("Content-Type", "application/json").body("[]");
    house.send(list).await.problem(422);
    let large = olga.request("POST", TASKS).json(&serde_json::json!({"name": "x".repeat(2 << 20)}));
    let (detail, _) = house.send(large).await.problem(413);
    assert!(detail.contains("1024 KiB"), "{detail}");
    let deep = format!("{{\"kwargs\": {}{}}}", "[".repeat(5_000), "]".repeat(5_000));
    let deep = olga.request("POST", TASKS).header("Content-Type", "application/json").body(deep);
    house.send(deep).await.problem(400);
    olga.send("PUT", &format!("{TASKS}/{}", uuid::Uuid::nil()), schedule("x")).await.problem(404);
    let matched = olga.request("PUT", &format!("{TASKS}/{}", uuid::Uuid::nil())).header("If-Match", "\"x\"");
    house.send(matched).await.problem(400);
    assert_eq!(house.count("select count(*) from noc.schedule_event").await, 0);
}

#[tokio::test]
async fn quotes_and_semicolons_are_text_everywhere() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    olga.schedule("survivor").await;
    let nasty =
        ["'; drop table schedule; --", "\" or 1=1; --", "%' or '1'='1", "\\", "a%00b", "💥", "'; vacuum full; --"];
    let fields = [
        ("scheduler/tasks", &["search", "task", "owner", "sort", "state", "enabled", "limit", "cursor"][..]),
        ("jobs", &["search", "task", "queue", "state", "trigger", "schedule_id", "limit", "cursor"]),
    ];
    for (path, names) in fields {
        for name in names {
            for text in nasty {
                let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
                let answer = olga.get(&format!("/api/{path}?{name}={encoded}")).await;
                match answer.status.as_u16() {
                    200 => assert_eq!(answer.body, serde_json::json!([]), "{path} {name} {text}"),
                    _ => {
                        let (detail, pointer) = answer.problem(422);
                        assert_eq!(pointer, format!("?{name}"), "{detail}");
                    }
                }
            }
        }
    }
    let nul = olga.get(&format!("{TASKS}?search=a%00b")).await;
    assert_eq!(nul.problem(422).1, "?search");
    assert_eq!(house.count("select count(*) from noc.schedule").await, 1);
}

#[tokio::test]
async fn parameters_out_of_bounds_are_named() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    for query in ["limit=0", "limit=501", "limit=x", "sort=colour", "state=napping", "enabled=perhaps", "cursor=v1"] {
        let (detail, pointer) = olga.get(&format!("{TASKS}?{query}")).await.problem(422);
        let name = query.split('=').next().unwrap();
        assert_eq!(pointer, format!("?{name}"), "{detail}");
    }
    for (query, said) in [
        ("state=napping", "?state: must be one of enabled, disabled, "),
        ("limit=abc", "?limit: must be a whole number, not `abc`"),
        ("enabled=maybe", "?enabled: must be true or false, not `maybe`"),
        ("sort=colour", "?sort: must be one of name, -name, "),
    ] {
        let (detail, _) = olga.get(&format!("{TASKS}?{query}")).await.problem(422);
        assert!(detail.starts_with(said), "{detail}");
    }
    olga.get(&format!("{TASKS}?_=1700000000000")).await.expect(200);
    let (detail, _) = olga.get("/api/jobs?schedule_id=zz").await.problem(422);
    assert_eq!(detail, "?schedule_id: must be an id, which is a UUID, not `zz`");
}

#[tokio::test]
async fn pages_and_health_need_no_login() {
    let house = House::open().await;
    let root = house.send(house.request("GET", "/")).await;
    assert_eq!((root.status.as_u16(), root.header("cache-control").as_str()), (200, "no-store"));
    assert!(root.header("content-security-policy").contains("'nonce-"));
    let nothing = house.send(house.request("GET", "/api/nothing-here")).await;
    assert!(nothing.header("content-type").starts_with("application/problem+json"));
    nothing.problem(404);
    for path in ["/docs", "/docs/"] {
        let docs = house.send(house.request("GET", path)).await;
        assert!(docs.header("content-type").starts_with("text/html"), "{path}: {docs:?}");
        assert!(docs.body.as_str().unwrap().contains("NOC Canvas Scheduler"));
    }
    let posted = house.send(house.request("POST", "/docs")).await;
    assert_eq!(posted.header("allow"), "GET");
    posted.problem(405);
    let document = house.send(house.request("GET", "/openapi.json")).await.expect(200);
    assert_eq!(document["info"]["title"], "NOC Canvas Scheduler");
    house.send(house.request("GET", "/api/health/live")).await.expect(200);
    assert_eq!(house.send(house.request("GET", "/api/health/ready")).await.expect(200)["workers"], 0);
    let answer = house.send(house.request("GET", TASKS)).await;
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert!(answer.header("www-authenticate").starts_with("Bearer"));
    answer.problem(401);
}

#[test]
fn the_document_is_the_same_every_time_and_whole() {
    let document = noc_scheduler::api::document();
    assert_eq!(document, noc_scheduler::api::document());
    assert!(document.ends_with("}\n"));
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    let paths = document["paths"].as_object().unwrap();
    for (path, methods) in [
        ("/api/scheduler/tasks", &["get", "post"][..]),
        ("/api/scheduler/tasks/{id}", &["get", "put", "delete"]),
        ("/api/scheduler/available-tasks", &["get"]),
        ("/api/scheduler/tasks/{id}/run", &["post"]),
        ("/api/scheduler/tasks/{id}/history", &["get"]),
        ("/api/jobs", &["get", "post"]),
        ("/api/jobs/{id}", &["get"]),
        ("/api/jobs/{id}/log", &["get"]),
        ("/api/jobs/{id}/cancel", &["post"]),
        ("/api/jobs/{id}/retry", &["post"]),
        ("/api/jobs/stream", &["get"]),
        ("/api/jobs/{id}/stream", &["get"]),
        ("/api/workers", &["get"]),
        ("/api/queues", &["get"]),
        ("/api/queues/{name}", &["put"]),
        ("/api/scheduler/maintenance-windows", &["get", "post"]),
        ("/api/scheduler/maintenance-windows/preview", &["post"]),
        ("/api/scheduler/maintenance-windows/{id}", &["get", "put", "delete"]),
        ("/api/scheduler/maintenance-windows/{id}/lift", &["post"]),
        ("/api/auth/login", &["post"]),
        ("/api/auth/refresh", &["post"]),
        ("/api/auth/logout", &["post"]),
        ("/api/auth/me", &["get"]),
        ("/api/auth/password", &["put"]),
        ("/api/auth/tokens", &["get", "post"]),
        ("/api/auth/tokens/{id}", &["delete"]),
        ("/api/users", &["get", "post"]),
        ("/api/users/{id}", &["put", "delete"]),
        ("/api/health/live", &["get"]),
        ("/api/health/ready", &["get"]),
    ] {
        for method in methods {
            let operation = &paths[path][*method];
            assert!(operation["operationId"].is_string(), "{method} {path}");
        }
    }
    let input = &document["components"]["schemas"]["ScheduleInput"];
    assert!(input["example"]["interval"].is_object(), "Swagger UI shows a body that works");
    assert!(document["components"]["securitySchemes"]["bearer"].is_object());
}
