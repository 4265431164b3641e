//! The programs: drawn, drafted, published.

use footbridge_policy::Role;
use footbridge_program::module;
use footbridge_testkit::each_engine;

use crate::{looking::keep, world::World};

fn open(test: impl Fn(&World)) {
    each_engine(|db| {
        let world = World::open(db, vec![footbridge_kit::today::module(), module()]);
        world.enrol("Ana Ruiz", "morning");
        test(&world);
    });
}

fn draft(world: &World) -> (footbridge_kit::testing::Browser, String) {
    let mut browser = world.clinic.browser_of(&world.director);
    browser.get("/programs/blue-heart-iop");
    let path = browser.post("/programs/blue-heart-iop/draft", &[]).location().to_owned();
    assert!(path.starts_with("/drafts/"), "{path}");
    (browser, path)
}

#[test]
fn a_program_is_drawn_with_what_its_evening_lacks_beside_its_week() {
    open(|world| {
        let mut browser = world.clinic.browser_of(&world.counselor);
        assert!(browser.get("/programs").says("Blue Heart intensive outpatient program"));
        let page = browser.get("/programs/blue-heart-iop");
        keep(&mut browser, "program", &page.text);
        assert!(page.says("First format") && page.says("12 weeks") && page.says("Groups: 4 times a week"), "{}", page.text);
        let evening = page.text.split("id=\"track-evening\"").nth(1).unwrap();
        assert!(evening.contains("6 h 45 min") && evening.contains("Warning"), "{evening}");
        assert!(!page.says("Change it in a draft"), "a counselor reads");
        assert_eq!(browser.get("/programs/no-such-program").status, 404);
    });
}

#[test]
fn a_director_adds_an_evening_by_form_sees_what_changes_and_publishes() {
    open(|world| {
        let (mut browser, path) = draft(world);
        let page = browser.get(&path);
        keep(&mut browser, "draft", &page.text);
        assert!(page.says("It can be published.") && page.says("offering-1-days") && page.says("Social skills"), "{}", page.text);
        let mut fields: Vec<(String, String)> = vec![("name".into(), "x".into())];
        let form = page.text.split("/usual\"").nth(1).unwrap().split("</form>").next().unwrap();
        for input in
            form.split("<input").skip(1).filter(|input| !input.contains("checkbox") || input.split('>').next().unwrap().contains("checked"))
        {
            let value = |name: &str| {
                input.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value.to_owned())
            };
            fields.extend(value(" name").zip(value(" value")));
        }
        let topics =
            form.split("<textarea").nth(1).unwrap().split_once('>').unwrap().1.split("</textarea>").next().unwrap().trim().to_owned();
        fields.push(("curriculum-0-topics".into(), topics));
        fields.push(("offering-1-days".into(), "thu".into()));
        let saved = browser.post_exactly(&format!("{path}/usual"), &fields);
        assert!(saved.location().ends_with("done=draft-saved"), "{} {}", saved.status, saved.text);
        let asked = browser.get(&format!("{path}/publish"));
        assert_eq!(asked.status, 422, "the name is used: {}", asked.text);
        let source = browser
            .get(&path)
            .text
            .split("<textarea class=\"editor-text\"")
            .nth(1)
            .unwrap()
            .split_once('>')
            .unwrap()
            .1
            .split("</textarea>")
            .next()
            .unwrap()
            .trim_start()
            .to_owned();
        let source =
            source.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("2023.1", "2027.1");
        assert!(source.contains("days = [\"mon\", \"tue\", \"wed\", \"thu\"], at = \"17:00\""), "{source}");
        browser.get(&path);
        assert_eq!(browser.post(&path, &[("source", &source)]).status, 303);
        let asked = browser.get(&format!("{path}/publish"));
        assert!(asked.says("Publish version 2027.1?") && asked.says("Evening group") && asked.says("New"), "{}", asked.text);
        keep(&mut browser, "publish", &asked.text);
        let published = browser.post(&format!("{path}/publish"), &[]);
        assert!(published.location().ends_with("/programs/blue-heart-iop?done=version-published"), "{}", published.text);
        assert_eq!(world.session("evening-group@thu-17:00", "2026-12-03").start().hour(), 17);
        let page = browser.get("/programs/blue-heart-iop");
        assert!(page.says("2027.1") && page.says("2023.1") && page.says("Replaced"));
    });
}

#[test]
fn a_draft_with_errors_is_kept_with_its_findings_and_two_who_write_it_see_both() {
    open(|world| {
        let (mut browser, path) = draft(world);
        let page = browser.get(&path);
        let version = browser.hidden("version").unwrap();
        let checked = browser.post(&format!("{path}/check"), &[("source", "[program]\nid = \"x\"\nnam = \"y\"")]);
        assert!(checked.status == 200 && checked.says("did you mean `name`?") && checked.says("Line 3"), "{}", checked.text);
        assert_eq!(browser.post(&path, &[("source", "[program]\nid = \"blue-heart-iop\"")]).status, 303);
        assert!(browser.get(&path).says("to mend before it can be published"));
        assert!(browser.get(&format!("{path}/publish")).status == 422);
        let (csrf, request) = (browser.hidden("csrf").unwrap(), "01920000-0000-7000-8000-00000000000c".to_owned());
        let mine = [("csrf", csrf), ("request_id", request), ("version", version), ("source", "[program]\n# mine".to_owned())];
        let stale = browser.post_exactly(&path, &mine.map(|(name, value)| (name.to_owned(), value)));
        assert!(stale.status == 409 && stale.says("# mine") && stale.says("id = "), "{} {}", stale.status, stale.text);
        assert_eq!(world.clinic.browser(Role::GroupCounselor).get(&path).status, 404);
        drop(page);
    });
}

#[test]
fn clients_stay_on_their_version_until_moved_and_it_says_what_changes_for_each() {
    open(|world| {
        world.enrol("Ben Osei", "evening");
        world.at("2026-11-23T13:00:00Z");
        let source = crate::world::PROGRAM.replace("version = \"2023.1\"", "version = \"2027.1\"").replace("amount = 4 ", "amount = 3 ");
        let publish = footbridge_program::publish_version::Publish { source, draft: None };
        world.director(|work| footbridge_program::publish_version::publish_version(work, &publish)).unwrap();
        let mut browser = world.clinic.browser_of(&world.director);
        let path = "/programs/blue-heart-iop/clients";
        let page = browser.get(path);
        assert!(page.says("Ana R.") && page.says("2023.1") && page.says("of 3 times instead of"), "{}", page.text);
        keep(&mut browser, "move-clients", &page.text);
        let again = browser.get(path);
        assert!(again.says("Ana R.") && again.says("Ben O."), "nobody was moved by asking");
        let action = again
            .text
            .split("action=\"")
            .map(|rest| rest.split('"').next().unwrap())
            .find(|action| action.starts_with(path))
            .unwrap()
            .to_owned();
        let to = browser.hidden("to").unwrap();
        assert!(browser.post(&action, &[("to", &to)]).location().ends_with("done=client-moved"));
        let left = browser.get(path);
        assert_eq!(left.text.matches("Move from today").count(), 1);
        assert_eq!(world.clinic.browser(Role::Therapist).get(path).status, 404);
    });
}
