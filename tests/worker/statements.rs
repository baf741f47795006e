//! Every statement fits the schema.

use crate::rig::Rig;

#[tokio::test]
async fn every_statement_can_be_prepared() {
    let rig = Rig::new().await;
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sql/queries");
    let mut seen = 0;
    for subject in std::fs::read_dir(root).unwrap() {
        for file in std::fs::read_dir(subject.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            if let Err(e) = rig.db.prepare(&text).await {
                panic!("{} does not fit the schema: {e:?}", path.display());
            }
            seen += 1;
        }
    }
    assert!(seen > 20);
}
