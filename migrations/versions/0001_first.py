"""The first tables, and what the database itself refuses. Written by migrations/write_first.py."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

import registry_app.core.types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE = [
    "CREATE TRIGGER audit_entry_no_UPDATE BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
    "CREATE TRIGGER audit_entry_no_DELETE BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
    "CREATE TRIGGER field_phone_stays BEFORE DELETE ON field_phone FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a phone sent is kept for ever'); END",
    "CREATE TRIGGER field_phone_revoked BEFORE UPDATE ON field_phone FOR EACH ROW WHEN OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL BEGIN SELECT RAISE(ABORT, 'a blocked phone stays blocked'); END",
    "CREATE TRIGGER standards_version_stays BEFORE UPDATE ON standards_version FOR EACH ROW WHEN (OLD.state <> 'DRAFT' OR EXISTS (SELECT 1 FROM visit WHERE visit.framework_version = OLD.number)) AND (NEW.number IS NOT OLD.number OR NEW.book IS NOT OLD.book OR NEW.terms IS NOT OLD.terms OR NEW.last_ids IS NOT OLD.last_ids OR NEW.shipped IS NOT OLD.shipped OR NEW.drafted_by_id IS NOT OLD.drafted_by_id OR NEW.approved_by_id IS NOT OLD.approved_by_id OR NEW.approved_at IS NOT OLD.approved_at OR NEW.in_force_from IS NOT OLD.in_force_from) OR (OLD.state = 'WITHDRAWN' AND NEW.state <> 'WITHDRAWN') OR (OLD.state = 'APPROVED' AND NEW.state = 'DRAFT') BEGIN SELECT RAISE(ABORT, 'a version of the standards that was approved or used never changes'); END",
    "CREATE TRIGGER standards_version_kept BEFORE DELETE ON standards_version FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a version of the standards that was approved or used never changes'); END",
    "CREATE TRIGGER gatekeeping_seat_clear BEFORE INSERT ON gatekeeping_seat FOR EACH ROW WHEN EXISTS (SELECT 1 FROM official_post p JOIN offender_match m ON m.person_id = p.person_id WHERE p.user_id = NEW.user_id AND p.left_on IS NULL AND m.state IN ('FOUND', 'ANSWERED', 'CONFIRMED')) BEGIN SELECT RAISE(ABORT, 'a person who is not clear has no contact with children'); END",
    "CREATE TRIGGER court_filing_no_update BEFORE UPDATE ON court_filing FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a filed copy is kept as it was filed'); END",
    "CREATE TRIGGER court_filing_no_delete BEFORE DELETE ON court_filing FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a filed copy is kept as it was filed'); END",
    "CREATE TRIGGER child_b_form_step_no_update BEFORE UPDATE ON child_b_form_step FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'this line is kept as it was written; a later line corrects it'); END",
    "CREATE TRIGGER child_b_form_step_no_delete BEFORE DELETE ON child_b_form_step FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'this line is kept as it was written; a later line corrects it'); END",
    "CREATE TRIGGER child_b_form_step_no_replace BEFORE INSERT ON child_b_form_step FOR EACH ROW WHEN EXISTS (SELECT 1 FROM child_b_form_step WHERE id = NEW.id OR (child_id = NEW.child_id AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'this line is kept as it was written; a later line corrects it'); END",
    "CREATE TRIGGER place_answer_no_update BEFORE UPDATE ON place_answer FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'this line is kept as it was written; a later line corrects it'); END",
    "CREATE TRIGGER place_answer_no_delete BEFORE DELETE ON place_answer FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'this line is kept as it was written; a later line corrects it'); END",
    "CREATE TRIGGER place_answer_no_replace BEFORE INSERT ON place_answer FOR EACH ROW WHEN EXISTS (SELECT 1 FROM place_answer WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'this line is kept as it was written; a later line corrects it'); END",
    "CREATE TRIGGER home_step_no_update BEFORE UPDATE ON home_step BEGIN SELECT RAISE(ABORT, 'the trail of a home is never edited'); END",
    "CREATE TRIGGER home_step_no_delete BEFORE DELETE ON home_step BEGIN SELECT RAISE(ABORT, 'the trail of a home is never edited'); END",
    "CREATE TRIGGER visit_record_file_stays BEFORE DELETE ON visit_record_file FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a phone sent is kept for ever'); END",
    'CREATE TRIGGER arrival_notice_is_not_edited BEFORE UPDATE ON arrival_notice FOR EACH ROW WHEN NEW."id" IS NOT OLD."id" OR NEW."number" IS NOT OLD."number" OR NEW."home_id" IS NOT OLD."home_id" OR NEW."via" IS NOT OLD."via" OR NEW."post" IS NOT OLD."post" OR NEW."post_phone" IS NOT OLD."post_phone" OR NEW."together" IS NOT OLD."together" OR NEW."children" IS NOT OLD."children" OR NEW."brought_by" IS NOT OLD."brought_by" OR NEW."police_station" IS NOT OLD."police_station" OR NEW."diary_number" IS NOT OLD."diary_number" OR NEW."hospital" IS NOT OLD."hospital" OR NEW."note_left" IS NOT OLD."note_left" OR NEW."arrived_at" IS NOT OLD."arrived_at" OR NEW."written_at" IS NOT OLD."written_at" OR NEW."clock_off" IS NOT OLD."clock_off" OR NEW."received_at" IS NOT OLD."received_at" OR NEW."seen_by" IS NOT OLD."seen_by" OR NEW."sent_by_id" IS NOT OLD."sent_by_id" OR NEW."content_hash" IS NOT OLD."content_hash" BEGIN SELECT RAISE(ABORT, \'what a notice of arrival said is never changed\'); END',
    "CREATE TRIGGER arrival_notice_no_delete BEFORE DELETE ON arrival_notice FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a notice of arrival said is never changed'); END",
    "CREATE TRIGGER incident_serial BEFORE INSERT ON incident FOR EACH ROW WHEN NEW.serial <> (SELECT coalesce(max(i.serial), 0) + 1 FROM incident i WHERE i.year = NEW.year) BEGIN SELECT RAISE(ABORT, 'the serial number of a report follows the one before'); END",
    "CREATE TRIGGER incident_is_not_edited BEFORE UPDATE ON incident FOR EACH ROW WHEN (NEW.number IS NOT OLD.number OR NEW.year IS NOT OLD.year OR NEW.serial IS NOT OLD.serial OR NEW.home_id IS NOT OLD.home_id OR NEW.kind IS NOT OLD.kind OR NEW.level IS NOT OLD.level OR NEW.who IS NOT OLD.who OR NEW.via IS NOT OLD.via OR NEW.sent_by_id IS NOT OLD.sent_by_id OR NEW.happened_at IS NOT OLD.happened_at OR NEW.sent_at IS NOT OLD.sent_at OR NEW.late IS NOT OLD.late OR NEW.contact_by IS NOT OLD.contact_by OR NEW.safe_by IS NOT OLD.safe_by OR NEW.words_sealed IS NOT OLD.words_sealed OR NEW.done_sealed IS NOT OLD.done_sealed OR NEW.codes_sealed IS NOT OLD.codes_sealed OR NEW.reach_sealed IS NOT OLD.reach_sealed OR NEW.digest IS NOT OLD.digest OR NEW.rules_version IS NOT OLD.rules_version OR (OLD.contact_at IS NOT NULL AND NEW.contact_at IS NOT OLD.contact_at) OR (OLD.safe_at IS NOT NULL AND NEW.safe_at IS NOT OLD.safe_at) OR (OLD.released_at IS NOT NULL AND NEW.released_at IS NOT OLD.released_at) OR (OLD.summary_sealed IS NOT NULL AND NEW.summary_sealed IS NOT OLD.summary_sealed)) BEGIN SELECT RAISE(ABORT, 'what a report says is never changed'); END",
    "CREATE TRIGGER incident_is_not_deleted BEFORE DELETE ON incident FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a report says is never changed'); END",
    "CREATE TRIGGER monthly_return_no_update BEFORE UPDATE ON monthly_return FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'this line is kept as it was written; a later line corrects it'); END",
    "CREATE TRIGGER monthly_return_no_delete BEFORE DELETE ON monthly_return FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'this line is kept as it was written; a later line corrects it'); END",
    "CREATE TRIGGER monthly_return_no_replace BEFORE INSERT ON monthly_return FOR EACH ROW WHEN EXISTS (SELECT 1 FROM monthly_return WHERE id = NEW.id OR (home_id = NEW.home_id AND month = NEW.month AND version = NEW.version)) BEGIN SELECT RAISE(ABORT, 'this line is kept as it was written; a later line corrects it'); END",
    "CREATE TRIGGER nadra_pack_no_update BEFORE UPDATE ON nadra_pack FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is written in a NADRA pack stays; a later line corrects it'); END",
    "CREATE TRIGGER nadra_pack_no_delete BEFORE DELETE ON nadra_pack FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is written in a NADRA pack stays; a later line corrects it'); END",
    "CREATE TRIGGER nadra_pack_no_replace BEFORE INSERT ON nadra_pack FOR EACH ROW WHEN EXISTS (SELECT 1 FROM nadra_pack WHERE id = NEW.id OR (home_id = NEW.home_id AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'what is written in a NADRA pack stays; a later line corrects it'); END",
    "CREATE TRIGGER visitors_book_entry_no_update BEFORE UPDATE ON visitors_book_entry FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a visitors'' book is never edited; a later entry corrects it'); END",
    "CREATE TRIGGER visitors_book_entry_no_delete BEFORE DELETE ON visitors_book_entry FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a visitors'' book is never edited; a later entry corrects it'); END",
    "CREATE TRIGGER visitors_book_entry_no_replace BEFORE INSERT ON visitors_book_entry FOR EACH ROW WHEN EXISTS (SELECT 1 FROM visitors_book_entry WHERE id = NEW.id OR (home_id = NEW.home_id AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'a visitors'' book is never edited; a later entry corrects it'); END",
    "CREATE TRIGGER complaint_step_no_UPDATE BEFORE UPDATE ON complaint_step BEGIN SELECT RAISE(ABORT, 'steps are append-only'); END",
    "CREATE TRIGGER complaint_step_no_DELETE BEFORE DELETE ON complaint_step BEGIN SELECT RAISE(ABORT, 'steps are append-only'); END",
    "CREATE TRIGGER ladder_reason_no_replace BEFORE INSERT ON ladder_reason FOR EACH ROW WHEN EXISTS (SELECT 1 FROM ladder_reason WHERE rules_version = NEW.rules_version AND code = NEW.code AND rung = NEW.rung) BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER ladder_answer_no_replace BEFORE INSERT ON ladder_answer FOR EACH ROW WHEN EXISTS (SELECT 1 FROM ladder_answer WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER warrant_no_replace BEFORE INSERT ON warrant FOR EACH ROW WHEN EXISTS (SELECT 1 FROM warrant WHERE id = NEW.id OR decision_id = NEW.decision_id) BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER warrant_rung_no_replace BEFORE INSERT ON warrant_rung FOR EACH ROW WHEN EXISTS (SELECT 1 FROM warrant_rung WHERE warrant_id = NEW.warrant_id AND rung = NEW.rung) BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER stay_no_replace BEFORE INSERT ON stay FOR EACH ROW WHEN EXISTS (SELECT 1 FROM stay WHERE id = NEW.id OR (warrant_id = NEW.warrant_id AND continues_id IS NULL AND NEW.continues_id IS NULL) OR continues_id = NEW.continues_id OR (child_id = NEW.child_id AND ended_at IS NULL AND NEW.ended_at IS NULL)) BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER stay_needs_ladder BEFORE INSERT ON stay FOR EACH ROW WHEN NEW.basis = 'DECISION' AND NEW.continues_id IS NULL AND (\n    SELECT count(DISTINCT a.rung)\n    FROM warrant w\n    JOIN warrant_rung r ON r.warrant_id = w.id AND r.child_id = w.child_id\n    JOIN ladder_answer a ON a.id = r.answer_id AND a.child_id = r.child_id AND a.rung = r.rung\n    WHERE w.id = NEW.warrant_id AND w.child_id = NEW.child_id AND w.home_id = NEW.home_id\n    AND w.care_type = NEW.care_type AND w.decided_on <= date(NEW.started_at, '+5 hours') AND a.answered_on <= w.decided_on\n    AND (a.valid_until IS NULL OR a.valid_until >= date(NEW.started_at, '+5 hours')) AND a.rank < CASE NEW.care_type WHEN 'PRESERVE' THEN 0 WHEN 'REUNIFY' THEN 1 WHEN 'KINSHIP' THEN 2 WHEN 'GUARDIAN' THEN 3 WHEN 'FOSTER' THEN 4 WHEN 'KAFALAH' THEN 5 WHEN 'SIL' THEN 6 WHEN 'SMALL_GROUP' THEN 7 WHEN 'RESIDENTIAL' THEN 8 WHEN 'EMERGENCY' THEN 8 WHEN 'RESPITE' THEN 0 END\n) < CASE NEW.care_type WHEN 'PRESERVE' THEN 0 WHEN 'REUNIFY' THEN 1 WHEN 'KINSHIP' THEN 2 WHEN 'GUARDIAN' THEN 3 WHEN 'FOSTER' THEN 4 WHEN 'KAFALAH' THEN 5 WHEN 'SIL' THEN 6 WHEN 'SMALL_GROUP' THEN 7 WHEN 'RESIDENTIAL' THEN 8 WHEN 'EMERGENCY' THEN 8 WHEN 'RESPITE' THEN 0 END BEGIN SELECT RAISE(ABORT, 'a family option is unexplored'); END",
    "CREATE TRIGGER ladder_answer_by_the_rules BEFORE INSERT ON ladder_answer FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM ladder_reason k WHERE k.code = NEW.code AND k.rung = NEW.rung AND (k.valid_days IS NULL OR NEW.valid_until <= date(NEW.answered_on, '+' || k.valid_days || ' days'))) BEGIN SELECT RAISE(ABORT, 'the rules do not let this reason answer this rung so long'); END",
    "CREATE TRIGGER stay_is_not_edited BEFORE UPDATE ON stay FOR EACH ROW WHEN NEW.child_id IS NOT OLD.child_id OR NEW.home_id IS NOT OLD.home_id OR NEW.place_district IS NOT OLD.place_district OR NEW.care_type IS NOT OLD.care_type OR NEW.basis IS NOT OLD.basis OR NEW.warrant_id IS NOT OLD.warrant_id OR NEW.started_at IS NOT OLD.started_at OR NEW.approved_by IS NOT OLD.approved_by OR NEW.order_reference IS NOT OLD.order_reference OR NEW.order_court IS NOT OLD.order_court OR NEW.limit_on IS NOT OLD.limit_on OR NEW.continues_id IS NOT OLD.continues_id OR NEW.recorded_by IS NOT OLD.recorded_by OR NEW.recorded_at IS NOT OLD.recorded_at BEGIN SELECT RAISE(ABORT, 'a stay is changed by a new line, never by edit'); END",
    "CREATE TRIGGER stay_ends_once BEFORE UPDATE ON stay FOR EACH ROW WHEN OLD.ended_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a stay that ended does not begin again'); END",
    "CREATE TRIGGER stay_in_turn BEFORE INSERT ON stay FOR EACH ROW WHEN EXISTS (SELECT 1 FROM stay p WHERE p.child_id = NEW.child_id AND (p.ended_at > NEW.started_at OR (p.ended_at IS NULL AND NEW.ended_at IS NOT NULL)) AND (NEW.ended_at IS NULL OR p.started_at < NEW.ended_at)) BEGIN SELECT RAISE(ABORT, 'one stay of a child ends before the next begins'); END",
    "CREATE TRIGGER stay_not_after_death BEFORE INSERT ON stay FOR EACH ROW WHEN EXISTS (SELECT 1 FROM stay p LEFT JOIN exit_correction x ON x.stay_id = p.id AND x.approved WHERE p.child_id = NEW.child_id AND coalesce(x.exit, p.exit) = 'DIED' AND (NEW.ended_at IS NULL OR NEW.ended_at > p.ended_at)) BEGIN SELECT RAISE(ABORT, 'no stay follows a death'); END",
    "CREATE TRIGGER stay_is_not_deleted BEFORE DELETE ON stay FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a stay is changed by a new line, never by edit'); END",
    "CREATE TRIGGER stay_and_its_child_insert BEFORE INSERT ON stay FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM child c WHERE c.id = NEW.child_id) BEGIN SELECT RAISE(ABORT, 'a stay is of a child that is known'); END",
    "CREATE TRIGGER stay_exit_of_adults_insert BEFORE INSERT ON stay FOR EACH ROW WHEN coalesce(NEW.exit, '') IN ('TURNED_18', 'MARRIED_ADULT', 'LEFT_ALONE_ADULT') AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = NEW.child_id AND date(c.born_latest, '+18 years') <= date(NEW.ended_at, '+5 hours')) BEGIN SELECT RAISE(ABORT, 'this way out is for adults'); END",
    "CREATE TRIGGER stay_consent_to_a_woman_insert BEFORE INSERT ON stay FOR EACH ROW WHEN NEW.consent_to_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM user_account u WHERE u.id = NEW.consent_to_id AND u.woman) BEGIN SELECT RAISE(ABORT, 'the consent to a marriage is heard by a woman officer'); END",
    "CREATE TRIGGER stay_and_its_child_update BEFORE UPDATE ON stay FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM child c WHERE c.id = NEW.child_id) BEGIN SELECT RAISE(ABORT, 'a stay is of a child that is known'); END",
    "CREATE TRIGGER stay_exit_of_adults_update BEFORE UPDATE ON stay FOR EACH ROW WHEN coalesce(NEW.exit, '') IN ('TURNED_18', 'MARRIED_ADULT', 'LEFT_ALONE_ADULT') AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = NEW.child_id AND date(c.born_latest, '+18 years') <= date(NEW.ended_at, '+5 hours')) BEGIN SELECT RAISE(ABORT, 'this way out is for adults'); END",
    "CREATE TRIGGER stay_consent_to_a_woman_update BEFORE UPDATE ON stay FOR EACH ROW WHEN NEW.consent_to_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM user_account u WHERE u.id = NEW.consent_to_id AND u.woman) BEGIN SELECT RAISE(ABORT, 'the consent to a marriage is heard by a woman officer'); END",
    "CREATE TRIGGER ladder_reason_no_update BEFORE UPDATE ON ladder_reason FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER ladder_reason_no_delete BEFORE DELETE ON ladder_reason FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER ladder_answer_no_update BEFORE UPDATE ON ladder_answer FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER ladder_answer_no_delete BEFORE DELETE ON ladder_answer FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER warrant_rung_no_update BEFORE UPDATE ON warrant_rung FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER warrant_rung_no_delete BEFORE DELETE ON warrant_rung FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER warrant_no_delete BEFORE DELETE ON warrant FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER warrant_no_update BEFORE UPDATE ON warrant FOR EACH ROW WHEN NEW.child_id IS NOT OLD.child_id OR NEW.home_id IS NOT OLD.home_id OR NEW.care_type IS NOT OLD.care_type OR NEW.decided_on IS NOT OLD.decided_on OR NEW.decision_id IS NOT OLD.decision_id BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER incident_child_no_update BEFORE UPDATE ON incident_child FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a report says is never changed'); END",
    "CREATE TRIGGER incident_child_no_delete BEFORE DELETE ON incident_child FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a report says is never changed'); END",
    "CREATE TRIGGER incident_step_no_update BEFORE UPDATE ON incident_step FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a report says is never changed'); END",
    "CREATE TRIGGER incident_step_no_delete BEFORE DELETE ON incident_step FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a report says is never changed'); END",
    "CREATE TRIGGER return_settlement_no_update BEFORE UPDATE ON return_settlement FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'this line is kept as it was written; a later line corrects it'); END",
    "CREATE TRIGGER return_settlement_no_delete BEFORE DELETE ON return_settlement FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'this line is kept as it was written; a later line corrects it'); END",
    "CREATE TRIGGER return_settlement_no_replace BEFORE INSERT ON return_settlement FOR EACH ROW WHEN EXISTS (SELECT 1 FROM return_settlement WHERE id = NEW.id OR (return_id = NEW.return_id AND place = NEW.place)) BEGIN SELECT RAISE(ABORT, 'this line is kept as it was written; a later line corrects it'); END",
    "CREATE TRIGGER rota_shift_clear BEFORE INSERT ON rota_shift FOR EACH ROW WHEN (NEW.struck_at IS NULL AND (\n    EXISTS (SELECT 1 FROM offender_match m WHERE m.person_id = NEW.person_id\n            AND m.state IN ('FOUND', 'ANSWERED', 'CONFIRMED'))\n    OR EXISTS (SELECT 1 FROM person_check c WHERE c.person_id = NEW.person_id AND c.replaced_at IS NULL\n               AND c.result = 'FAILED' AND c.check_code IN ('V01', 'V02', 'V03', 'V10', 'V11')\n               AND (c.home_id IS NULL OR c.home_id = NEW.home_id) AND (c.home_id IS NOT NULL\n                    OR c.check_code NOT IN ('V10', 'V11'))))) BEGIN SELECT RAISE(ABORT, 'the rota refuses a person who is not clear'); END",
    "CREATE TRIGGER rota_shift_gone BEFORE INSERT ON rota_shift FOR EACH ROW WHEN EXISTS (SELECT 1 FROM post p WHERE p.id = NEW.post_id AND p.left_on IS NOT NULL AND p.left_on < NEW.on_day) BEGIN SELECT RAISE(ABORT, 'the rota refuses a person who has left'); END",
    "CREATE TRIGGER rota_shift_stays BEFORE UPDATE ON rota_shift FOR EACH ROW WHEN OLD.struck_at IS NOT NULL OR NEW.home_id IS NOT OLD.home_id OR NEW.post_id IS NOT OLD.post_id OR NEW.person_id IS NOT OLD.person_id OR NEW.on_day IS NOT OLD.on_day OR NEW.part IS NOT OLD.part OR NEW.added_by_id IS NOT OLD.added_by_id OR NEW.added_at IS NOT OLD.added_at BEGIN SELECT RAISE(ABORT, 'a shift is struck, never changed or removed'); END",
    "CREATE TRIGGER rota_shift_kept BEFORE DELETE ON rota_shift FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a shift is struck, never changed or removed'); END",
    "CREATE TRIGGER visitors_book_step_no_update BEFORE UPDATE ON visitors_book_step FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a visitors'' book is never edited; a later entry corrects it'); END",
    "CREATE TRIGGER visitors_book_step_no_delete BEFORE DELETE ON visitors_book_step FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a visitors'' book is never edited; a later entry corrects it'); END",
    "CREATE TRIGGER visitors_book_step_no_replace BEFORE INSERT ON visitors_book_step FOR EACH ROW WHEN EXISTS (SELECT 1 FROM visitors_book_step WHERE id = NEW.id OR (entry_id = NEW.entry_id AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'a visitors'' book is never edited; a later entry corrects it'); END",
    "CREATE TRIGGER visitors_book_step_after_done BEFORE INSERT ON visitors_book_step FOR EACH ROW WHEN EXISTS (SELECT 1 FROM visitors_book_step s WHERE s.entry_id = NEW.entry_id AND s.kind = 'DONE') BEGIN SELECT RAISE(ABORT, 'what is done stays done'); END",
    "CREATE TRIGGER visit_facts_stay BEFORE UPDATE ON visit FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL AND (NEW.home_id IS NOT OLD.home_id OR NEW.application_id IS NOT OLD.application_id OR NEW.type IS NOT OLD.type OR NEW.care_type IS NOT OLD.care_type OR NEW.framework_version IS NOT OLD.framework_version OR NEW.announced IS NOT OLD.announced OR NEW.scope IS NOT OLD.scope OR NEW.arrived_at IS NOT OLD.arrived_at OR NEW.entry IS NOT OLD.entry OR NEW.records_refused IS NOT OLD.records_refused OR NEW.talks_refused IS NOT OLD.talks_refused OR NEW.dangers IS NOT OLD.dangers OR NEW.children_present IS NOT OLD.children_present OR NEW.children_heard IS NOT OLD.children_heard OR NEW.children_coached IS NOT OLD.children_coached OR NEW.sample_size IS NOT OLD.sample_size OR NEW.sample_reason IS NOT OLD.sample_reason OR NEW.danger_criteria IS NOT OLD.danger_criteria OR NEW.signature IS NOT OLD.signature OR NEW.signed_by_sealed IS NOT OLD.signed_by_sealed OR NEW.manager_comment_sealed IS NOT OLD.manager_comment_sealed OR NEW.submitted_at IS NOT OLD.submitted_at OR NEW.submitted_by_id IS NOT OLD.submitted_by_id OR NEW.comments_until IS NOT OLD.comments_until OR NEW.scan_id IS NOT OLD.scan_id)) OR (OLD.state IN ('REVIEWED', 'PUBLISHED') AND NEW.issue <> OLD.issue + 1 AND (NEW.computed_grade IS NOT OLD.computed_grade OR NEW.overall IS NOT OLD.overall OR NEW.standards IS NOT OLD.standards OR NEW.limited_by IS NOT OLD.limited_by OR NEW.protection_met IS NOT OLD.protection_met OR NEW.grade IS NOT OLD.grade OR NEW.lowered_to IS NOT OLD.lowered_to OR NEW.lowered_reason IS NOT OLD.lowered_reason OR NEW.reviewed_by_id IS NOT OLD.reviewed_by_id OR NEW.reviewed_at IS NOT OLD.reviewed_at)) BEGIN SELECT RAISE(ABORT, 'the facts of a submitted visit never change'); END",
    "CREATE TRIGGER visit_stays BEFORE DELETE ON visit FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a visit is kept for ever'); END",
    "CREATE TRIGGER stay_legacy_is_listed BEFORE INSERT ON stay FOR EACH ROW WHEN NEW.basis = 'LEGACY' AND NOT EXISTS (SELECT 1 FROM legacy_row r JOIN legacy_list l ON l.id = r.list_id WHERE r.child_id = NEW.child_id AND l.state IN ('UNIT_SIGNED', 'CLOSED')) BEGIN SELECT RAISE(ABORT, 'this child is on no signed list of children present'); END",
    "CREATE TRIGGER legacy_row_while_written BEFORE INSERT ON legacy_row FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM legacy_list l WHERE l.id = NEW.list_id AND l.state = 'DRAFT') BEGIN SELECT RAISE(ABORT, 'a list that was signed is not changed'); END",
    "CREATE TRIGGER legacy_row_kept BEFORE UPDATE ON legacy_row FOR EACH ROW WHEN ((NEW.list_id IS NOT OLD.list_id OR NEW.home_id IS NOT OLD.home_id OR NEW.place IS NOT OLD.place OR NEW.number IS NOT OLD.number OR NEW.same IS NOT OLD.same OR NEW.sex IS NOT OLD.sex OR NEW.born_earliest IS NOT OLD.born_earliest OR NEW.born_latest IS NOT OLD.born_latest OR NEW.birth_year IS NOT OLD.birth_year OR NEW.age_from IS NOT OLD.age_from OR NEW.age_to IS NOT OLD.age_to OR NEW.age_method IS NOT OLD.age_method OR NEW.since IS NOT OLD.since OR NEW.origin IS NOT OLD.origin OR NEW.parents IS NOT OLD.parents OR NEW.paper IS NOT OLD.paper OR NEW.paper_number IS NOT OLD.paper_number OR NEW.siblings IS NOT OLD.siblings OR NEW.siblings_elsewhere IS NOT OLD.siblings_elsewhere OR NEW.disability IS NOT OLD.disability OR NEW.name_sealed IS NOT OLD.name_sealed OR NEW.same_child_id IS NOT OLD.same_child_id OR NEW.told_apart IS NOT OLD.told_apart) AND NOT EXISTS (SELECT 1 FROM legacy_list l WHERE l.id = OLD.list_id AND l.state = 'DRAFT')) OR (OLD.child_id IS NOT NULL AND NEW.child_id IS NOT OLD.child_id) BEGIN SELECT RAISE(ABORT, 'a list that was signed is not changed'); END",
    "CREATE TRIGGER legacy_row_not_deleted BEFORE DELETE ON legacy_row FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM legacy_list l WHERE l.id = OLD.list_id AND l.state = 'DRAFT') BEGIN SELECT RAISE(ABORT, 'a list that was signed is not changed'); END",
    "CREATE TRIGGER legacy_list_not_back BEFORE UPDATE ON legacy_list FOR EACH ROW WHEN CASE OLD.state WHEN 'DRAFT' THEN 0 WHEN 'HOME_SIGNED' THEN 1 WHEN 'UNIT_SIGNED' THEN 2 ELSE 3 END > 1 AND CASE NEW.state WHEN 'DRAFT' THEN 0 WHEN 'HOME_SIGNED' THEN 1 WHEN 'UNIT_SIGNED' THEN 2 ELSE 3 END < CASE OLD.state WHEN 'DRAFT' THEN 0 WHEN 'HOME_SIGNED' THEN 1 WHEN 'UNIT_SIGNED' THEN 2 ELSE 3 END BEGIN SELECT RAISE(ABORT, 'a signed list is not taken back'); END",
    "CREATE TRIGGER legacy_list_not_deleted BEFORE DELETE ON legacy_list FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a signed list is not taken back'); END",
    "CREATE TRIGGER legacy_review_no_update BEFORE UPDATE ON legacy_review FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a review is never changed; a later one is a new line'); END",
    "CREATE TRIGGER legacy_review_no_delete BEFORE DELETE ON legacy_review FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a review is never changed; a later one is a new line'); END",
    "CREATE TRIGGER gatekeeping_review_preparation_no_update BEFORE UPDATE ON gatekeeping_review_preparation FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a review rests on is never changed'); END",
    "CREATE TRIGGER gatekeeping_review_preparation_no_delete BEFORE DELETE ON gatekeeping_review_preparation FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a review rests on is never changed'); END",
    "CREATE TRIGGER gatekeeping_review_item_no_update BEFORE UPDATE ON gatekeeping_review_item FOR EACH ROW WHEN OLD.settled_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'what a review rests on is never changed'); END",
    "CREATE TRIGGER gatekeeping_review_item_no_delete BEFORE DELETE ON gatekeeping_review_item FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a review rests on is never changed'); END",
    'CREATE TRIGGER arrival_is_not_edited BEFORE UPDATE ON arrival FOR EACH ROW WHEN NEW."id" IS NOT OLD."id" OR NEW."notice_id" IS NOT OLD."notice_id" OR NEW."position" IS NOT OLD."position" OR NEW."child_id" IS NOT OLD."child_id" OR NEW."stay_id" IS NOT OLD."stay_id" OR NEW."condition" IS NOT OLD."condition" OR NEW."found" IS NOT OLD."found" OR NEW."photo_id" IS NOT OLD."photo_id" BEGIN SELECT RAISE(ABORT, \'what a notice of arrival said is never changed\'); END',
    'CREATE TRIGGER arrival_is_settled_once BEFORE UPDATE ON arrival FOR EACH ROW WHEN (OLD.seen_at IS NOT NULL AND (NEW."seen_at" IS NOT OLD."seen_at" OR NEW."seen_by" IS NOT OLD."seen_by")) OR (OLD.outcome IS NOT NULL AND (NEW."outcome" IS NOT OLD."outcome" OR NEW."outcome_on" IS NOT OLD."outcome_on" OR NEW."receipt" IS NOT OLD."receipt" OR NEW."panel_on" IS NOT OLD."panel_on")) BEGIN SELECT RAISE(ABORT, \'what a notice of arrival said is never changed\'); END',
    "CREATE TRIGGER arrival_no_delete BEFORE DELETE ON arrival FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a notice of arrival said is never changed'); END",
    "CREATE TRIGGER nadra_sheet_no_update BEFORE UPDATE ON nadra_sheet FOR EACH ROW WHEN NEW.id <> OLD.id OR NEW.pack_id <> OLD.pack_id OR NEW.home_id <> OLD.home_id OR NEW.child_id <> OLD.child_id OR NEW.stay_id <> OLD.stay_id OR NEW.number <> OLD.number OR coalesce(CAST(NEW.again_of_id AS TEXT), '') <> coalesce(CAST(OLD.again_of_id AS TEXT), '') BEGIN SELECT RAISE(ABORT, 'what is written in a NADRA pack stays; a later line corrects it'); END",
    "CREATE TRIGGER nadra_sheet_no_delete BEFORE DELETE ON nadra_sheet FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is written in a NADRA pack stays; a later line corrects it'); END",
    "CREATE TRIGGER nadra_sheet_no_replace BEFORE INSERT ON nadra_sheet FOR EACH ROW WHEN EXISTS (SELECT 1 FROM nadra_sheet WHERE id = NEW.id OR (pack_id = NEW.pack_id AND (number = NEW.number OR child_id = NEW.child_id))) BEGIN SELECT RAISE(ABORT, 'what is written in a NADRA pack stays; a later line corrects it'); END",
    "CREATE TRIGGER visit_team_member_closed_insert BEFORE INSERT ON visit_team_member FOR EACH ROW WHEN (SELECT state FROM visit WHERE id = NEW.visit_id) NOT IN ('PLANNED', 'UNDER_WAY') BEGIN SELECT RAISE(ABORT, 'the answers of a submitted visit never change'); END",
    "CREATE TRIGGER visit_team_member_closed_update BEFORE UPDATE ON visit_team_member FOR EACH ROW WHEN (SELECT state FROM visit WHERE id = OLD.visit_id) NOT IN ('PLANNED', 'UNDER_WAY') BEGIN SELECT RAISE(ABORT, 'the answers of a submitted visit never change'); END",
    "CREATE TRIGGER visit_team_member_closed_delete BEFORE DELETE ON visit_team_member FOR EACH ROW WHEN (SELECT state FROM visit WHERE id = OLD.visit_id) NOT IN ('PLANNED', 'UNDER_WAY') BEGIN SELECT RAISE(ABORT, 'the answers of a submitted visit never change'); END",
    "CREATE TRIGGER visit_team_member_clear BEFORE INSERT ON visit_team_member FOR EACH ROW WHEN EXISTS (SELECT 1 FROM official_post p JOIN offender_match m ON m.person_id = p.person_id WHERE p.user_id = NEW.user_id AND p.left_on IS NULL AND m.state IN ('FOUND', 'ANSWERED', 'CONFIRMED')) BEGIN SELECT RAISE(ABORT, 'a person who is not clear has no contact with children'); END",
    "CREATE TRIGGER visit_answer_closed_insert BEFORE INSERT ON visit_answer FOR EACH ROW WHEN (SELECT state FROM visit WHERE id = NEW.visit_id) NOT IN ('PLANNED', 'UNDER_WAY') BEGIN SELECT RAISE(ABORT, 'the answers of a submitted visit never change'); END",
    "CREATE TRIGGER visit_answer_closed_update BEFORE UPDATE ON visit_answer FOR EACH ROW WHEN (SELECT state FROM visit WHERE id = OLD.visit_id) NOT IN ('PLANNED', 'UNDER_WAY') AND NOT EXISTS (SELECT 1 FROM visit_correction AS c WHERE c.visit_id = OLD.visit_id AND c.criterion = OLD.criterion AND c.old_mark = OLD.mark AND c.new_mark = NEW.mark AND c.state = 'APPROVED') BEGIN SELECT RAISE(ABORT, 'the answers of a submitted visit never change'); END",
    "CREATE TRIGGER visit_answer_closed_delete BEFORE DELETE ON visit_answer FOR EACH ROW WHEN (SELECT state FROM visit WHERE id = OLD.visit_id) NOT IN ('PLANNED', 'UNDER_WAY') BEGIN SELECT RAISE(ABORT, 'the answers of a submitted visit never change'); END",
    "CREATE TRIGGER visit_comment_no_update BEFORE UPDATE ON visit_comment FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a visit is kept for ever'); END",
    "CREATE TRIGGER visit_comment_no_delete BEFORE DELETE ON visit_comment FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a visit is kept for ever'); END",
    "CREATE TRIGGER visit_comment_answer_no_update BEFORE UPDATE ON visit_comment_answer FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a visit is kept for ever'); END",
    "CREATE TRIGGER visit_comment_answer_no_delete BEFORE DELETE ON visit_comment_answer FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a visit is kept for ever'); END",
    "CREATE TRIGGER visit_paper_no_update BEFORE UPDATE ON visit_paper FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a visit is kept for ever'); END",
    "CREATE TRIGGER visit_paper_no_delete BEFORE DELETE ON visit_paper FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a visit is kept for ever'); END",
    "CREATE TRIGGER visit_correction_stays BEFORE DELETE ON visit_correction FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a visit is kept for ever'); END",
    "CREATE TRIGGER visit_correction_decided BEFORE UPDATE ON visit_correction FOR EACH ROW WHEN OLD.state <> 'PROPOSED' BEGIN SELECT RAISE(ABORT, 'a visit is kept for ever'); END",
    "CREATE TRIGGER visit_appeal_stays BEFORE DELETE ON visit_appeal FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a visit is kept for ever'); END",
    "CREATE TRIGGER visit_appeal_decided BEFORE UPDATE ON visit_appeal FOR EACH ROW WHEN OLD.state <> 'FILED' BEGIN SELECT RAISE(ABORT, 'a visit is kept for ever'); END",
    "CREATE TRIGGER visit_record_stays BEFORE DELETE ON visit_record FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a phone sent is kept for ever'); END",
    "CREATE TRIGGER visit_record_closed BEFORE UPDATE ON visit_record FOR EACH ROW WHEN OLD.state = 'AT_THE_OFFICE' AND (NEW.visit_id IS NOT OLD.visit_id OR NEW.user_id IS NOT OLD.user_id OR NEW.seq IS NOT OLD.seq OR NEW.final IS NOT OLD.final OR NEW.content_sealed IS NOT OLD.content_sealed OR NEW.digest IS NOT OLD.digest OR NEW.state IS NOT OLD.state OR NEW.files IS NOT OLD.files) BEGIN SELECT RAISE(ABORT, 'a record that is complete at the office never changes'); END",
    "CREATE TRIGGER visit_put_aside_stays BEFORE DELETE ON visit_put_aside FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a phone sent is kept for ever'); END",
    "CREATE TRIGGER visit_put_aside_same BEFORE UPDATE ON visit_put_aside FOR EACH ROW WHEN OLD.settled IS NOT NULL OR (NEW.record_id IS NOT OLD.record_id OR NEW.visit_id IS NOT OLD.visit_id OR NEW.user_id IS NOT OLD.user_id OR NEW.phone_id IS NOT OLD.phone_id OR NEW.because IS NOT OLD.because OR NEW.content_sealed IS NOT OLD.content_sealed OR NEW.digest IS NOT OLD.digest) BEGIN SELECT RAISE(ABORT, 'what a phone sent is kept for ever'); END",
    "CREATE TRIGGER visit_clash_stays BEFORE DELETE ON visit_clash FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a phone sent is kept for ever'); END",
    "CREATE TRIGGER visit_clash_settled BEFORE UPDATE ON visit_clash FOR EACH ROW WHEN OLD.settled_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'what a phone sent is kept for ever'); END",
    "CREATE TRIGGER death_review_of_a_death BEFORE INSERT ON death_review FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM stay s LEFT JOIN exit_correction x ON x.stay_id = s.id AND x.approved WHERE s.id = NEW.stay_id AND coalesce(x.exit, s.exit) = 'DIED') BEGIN SELECT RAISE(ABORT, 'a review of a death needs a death'); END",
    "CREATE TRIGGER death_review_no_update BEFORE UPDATE ON death_review FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER death_review_no_delete BEFORE DELETE ON death_review FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER marriage_plan_no_delete BEFORE DELETE ON marriage_plan FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER marriage_plan_police_once BEFORE UPDATE ON marriage_plan FOR EACH ROW WHEN OLD.police_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER child_age_line_no_update BEFORE UPDATE ON child_age_line FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER child_age_line_no_delete BEFORE DELETE ON child_age_line FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER child_sibling_line_no_update BEFORE UPDATE ON child_sibling_line FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER child_sibling_line_no_delete BEFORE DELETE ON child_sibling_line FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER stay_goes_on_as_it_was BEFORE INSERT ON stay FOR EACH ROW WHEN NEW.continues_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stay o JOIN exit_correction x ON x.stay_id = o.id AND x.approved AND x.exit = 'NEW_BASIS' WHERE o.id = NEW.continues_id AND o.ended_at = NEW.started_at AND o.child_id IS NEW.child_id AND o.home_id IS NEW.home_id AND o.care_type IS NEW.care_type AND o.basis IS NEW.basis AND o.warrant_id IS NEW.warrant_id AND o.limit_on IS NEW.limit_on) BEGIN SELECT RAISE(ABORT, 'a stay goes on only as it was, after its leaving was corrected'); END",
    "CREATE TRIGGER exit_correction_fits BEFORE INSERT ON exit_correction FOR EACH ROW WHEN NEW.approved IS NOT NULL OR NOT EXISTS (SELECT 1 FROM stay s JOIN child c ON c.id = s.child_id WHERE s.id = NEW.stay_id AND s.ended_at IS NOT NULL AND s.started_at <= NEW.ended_at AND (NEW.exit <> 'NEW_BASIS' OR NEW.ended_at = s.ended_at) AND (NEW.exit NOT IN ('TURNED_18', 'MARRIED_ADULT', 'LEFT_ALONE_ADULT') OR date(c.born_latest, '+18 years') <= date(NEW.ended_at, '+5 hours'))) BEGIN SELECT RAISE(ABORT, 'a correction fits its stay and is decided once'); END",
    "CREATE TRIGGER exit_correction_to_a_woman BEFORE INSERT ON exit_correction FOR EACH ROW WHEN NEW.consent_to_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM user_account u WHERE u.id = NEW.consent_to_id AND u.woman) BEGIN SELECT RAISE(ABORT, 'the consent to a marriage is heard by a woman officer'); END",
    "CREATE TRIGGER exit_correction_decided_once BEFORE UPDATE ON exit_correction FOR EACH ROW WHEN OLD.approved IS NOT NULL OR NEW.stay_id IS NOT OLD.stay_id OR NEW.ended_at IS NOT OLD.ended_at OR NEW.exit IS NOT OLD.exit OR NEW.exit_order IS NOT OLD.exit_order OR NEW.exit_court IS NOT OLD.exit_court OR NEW.exit_to IS NOT OLD.exit_to OR NEW.exit_district IS NOT OLD.exit_district OR NEW.exit_authority IS NOT OLD.exit_authority OR NEW.destination_sealed IS NOT OLD.destination_sealed OR NEW.nikahnama_number IS NOT OLD.nikahnama_number OR NEW.consent_on IS NOT OLD.consent_on OR NEW.consent_to_id IS NOT OLD.consent_to_id OR NEW.death_cause IS NOT OLD.death_cause OR NEW.death_certified_by IS NOT OLD.death_certified_by OR NEW.found_dead IS NOT OLD.found_dead OR NEW.burial_place_sealed IS NOT OLD.burial_place_sealed OR NEW.burial_number IS NOT OLD.burial_number OR NEW.burial_pending IS NOT OLD.burial_pending OR NEW.police_on IS NOT OLD.police_on OR NEW.police_number IS NOT OLD.police_number OR NEW.death_review_on IS NOT OLD.death_review_on OR NEW.reason_sealed IS NOT OLD.reason_sealed OR NEW.proposed_by IS NOT OLD.proposed_by OR NEW.proposed_at IS NOT OLD.proposed_at BEGIN SELECT RAISE(ABORT, 'a correction fits its stay and is decided once'); END",
    "CREATE TRIGGER missing_child_fir_once BEFORE UPDATE ON missing_child FOR EACH ROW WHEN OLD.fir_number IS NOT NULL BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER missing_child_no_delete BEFORE DELETE ON missing_child FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER exit_correction_no_delete BEFORE DELETE ON exit_correction FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a decision rests on is never changed'); END",
    "CREATE TRIGGER gatekeeping_first_view_no_update BEFORE UPDATE ON gatekeeping_first_view FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a decision is never changed; a later one is a new entry'); END",
    "CREATE TRIGGER gatekeeping_first_view_no_delete BEFORE DELETE ON gatekeeping_first_view FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a decision is never changed; a later one is a new entry'); END",
    "CREATE TRIGGER gatekeeping_override_no_update BEFORE UPDATE ON gatekeeping_override FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a decision is never changed; a later one is a new entry'); END",
    "CREATE TRIGGER gatekeeping_override_no_delete BEFORE DELETE ON gatekeeping_override FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a decision is never changed; a later one is a new entry'); END",
    "CREATE TRIGGER gatekeeping_decision_no_update BEFORE UPDATE ON gatekeeping_decision FOR EACH ROW WHEN OLD.locked_at IS NOT NULL OR NEW.case_id IS NOT OLD.case_id OR NEW.meeting_id IS NOT OLD.meeting_id OR NEW.outcome IS NOT OLD.outcome OR NEW.care_type IS NOT OLD.care_type OR NEW.home_id IS NOT OLD.home_id OR NEW.decided_on IS NOT OLD.decided_on OR NEW.reasons_sealed IS NOT OLD.reasons_sealed OR NEW.conditions_sealed IS NOT OLD.conditions_sealed OR NEW.dissent_sealed IS NOT OLD.dissent_sealed OR NEW.question IS NOT OLD.question OR NEW.review_on IS NOT OLD.review_on OR NEW.rules_version IS NOT OLD.rules_version OR NEW.recorded_by IS NOT OLD.recorded_by BEGIN SELECT RAISE(ABORT, 'a decision is never changed; a later one is a new entry'); END",
    "CREATE TRIGGER gatekeeping_decision_no_delete BEFORE DELETE ON gatekeeping_decision FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a decision is never changed; a later one is a new entry'); END",
    "CREATE TRIGGER gatekeeping_review_vote_no_update BEFORE UPDATE ON gatekeeping_review_vote FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a review rests on is never changed'); END",
    "CREATE TRIGGER gatekeeping_review_vote_no_delete BEFORE DELETE ON gatekeeping_review_vote FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a review rests on is never changed'); END",
    "CREATE TRIGGER arrival_trace_no_update BEFORE UPDATE ON arrival_trace FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a notice of arrival said is never changed'); END",
    "CREATE TRIGGER arrival_trace_no_delete BEFORE DELETE ON arrival_trace FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what a notice of arrival said is never changed'); END",
    "CREATE TRIGGER nadra_step_no_update BEFORE UPDATE ON nadra_step FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is written in a NADRA pack stays; a later line corrects it'); END",
    "CREATE TRIGGER nadra_step_no_delete BEFORE DELETE ON nadra_step FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is written in a NADRA pack stays; a later line corrects it'); END",
    "CREATE TRIGGER nadra_step_no_replace BEFORE INSERT ON nadra_step FOR EACH ROW WHEN EXISTS (SELECT 1 FROM nadra_step WHERE id = NEW.id OR (sheet_id = NEW.sheet_id AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'what is written in a NADRA pack stays; a later line corrects it'); END",
    "CREATE TRIGGER gatekeeping_vote_no_update BEFORE UPDATE ON gatekeeping_vote FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a decision is never changed; a later one is a new entry'); END",
    "CREATE TRIGGER gatekeeping_vote_no_delete BEFORE DELETE ON gatekeeping_vote FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a decision is never changed; a later one is a new entry'); END",
    "CREATE TRIGGER authorisation_on_standing_ruling BEFORE INSERT ON authorisation FOR EACH ROW WHEN NEW.standing IN ('IN_FORCE', 'SUSPENDED') AND EXISTS (SELECT 1 FROM ruling r WHERE r.id = NEW.ruling_id AND r.set_aside_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'its decision was set aside'); END",
    "CREATE TRIGGER authorisation_stays_set_aside BEFORE UPDATE ON authorisation FOR EACH ROW WHEN NEW.standing IN ('IN_FORCE', 'SUSPENDED') AND EXISTS (SELECT 1 FROM ruling r WHERE r.id = NEW.ruling_id AND r.set_aside_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'its decision was set aside'); END",
    "CREATE TRIGGER ruling_carries_nothing BEFORE UPDATE ON ruling FOR EACH ROW WHEN NEW.set_aside_on IS NOT NULL AND EXISTS (SELECT 1 FROM authorisation a WHERE a.ruling_id = NEW.id AND a.standing IN ('IN_FORCE', 'SUSPENDED')) BEGIN SELECT RAISE(ABORT, 'an authorisation rests on this decision'); END",
    "CREATE TRIGGER ruling_set_aside_with_reason BEFORE UPDATE ON ruling FOR EACH ROW WHEN NEW.set_aside_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.ruling_id = NEW.id AND s.mode = 'ACT') BEGIN SELECT RAISE(ABORT, 'nobody wrote why this decision is set aside'); END",
    "CREATE TRIGGER ruling_set_aside_kept BEFORE UPDATE ON ruling FOR EACH ROW WHEN OLD.set_aside_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a decision that was set aside is never changed'); END",
    "CREATE TRIGGER ruling_set_aside_no_delete BEFORE DELETE ON ruling FOR EACH ROW WHEN OLD.set_aside_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a decision that was set aside is never changed'); END",
    "CREATE TRIGGER set_aside_names_its_decider BEFORE INSERT ON set_aside FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM ruling r WHERE r.id = NEW.ruling_id AND r.by_id = NEW.decided_by_id) BEGIN SELECT RAISE(ABORT, 'this is not who took the decision'); END",
    "CREATE TRIGGER set_aside_no_update BEFORE UPDATE ON set_aside FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a decision that was set aside is never changed'); END",
    "CREATE TRIGGER set_aside_no_delete BEFORE DELETE ON set_aside FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a decision that was set aside is never changed'); END",
]
POSTGRES = [
    "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()",
    "CREATE OR REPLACE FUNCTION field_phone_stays() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a phone sent is kept for ever'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER field_phone_stays BEFORE DELETE ON field_phone FOR EACH ROW EXECUTE FUNCTION field_phone_stays()",
    "CREATE OR REPLACE FUNCTION field_phone_revoked() RETURNS trigger AS $$ BEGIN IF (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL) THEN RAISE EXCEPTION 'a blocked phone stays blocked'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER field_phone_revoked BEFORE UPDATE ON field_phone FOR EACH ROW EXECUTE FUNCTION field_phone_revoked()",
    "CREATE OR REPLACE FUNCTION standards_version_stays() RETURNS trigger AS $$ BEGIN IF (((OLD.state <> 'DRAFT' OR EXISTS (SELECT 1 FROM visit WHERE visit.framework_version = OLD.number)) AND (NEW.number IS DISTINCT FROM OLD.number OR NEW.book IS DISTINCT FROM OLD.book OR NEW.terms IS DISTINCT FROM OLD.terms OR NEW.last_ids IS DISTINCT FROM OLD.last_ids OR NEW.shipped IS DISTINCT FROM OLD.shipped OR NEW.drafted_by_id IS DISTINCT FROM OLD.drafted_by_id OR NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id OR NEW.approved_at IS DISTINCT FROM OLD.approved_at OR NEW.in_force_from IS DISTINCT FROM OLD.in_force_from)) OR (OLD.state = 'WITHDRAWN' AND NEW.state <> 'WITHDRAWN') OR (OLD.state = 'APPROVED' AND NEW.state = 'DRAFT')) THEN RAISE EXCEPTION 'a version of the standards that was approved or used never changes'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER standards_version_stays BEFORE UPDATE ON standards_version FOR EACH ROW EXECUTE FUNCTION standards_version_stays()",
    "CREATE OR REPLACE FUNCTION standards_version_kept() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a version of the standards that was approved or used never changes'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER standards_version_kept BEFORE DELETE ON standards_version FOR EACH ROW EXECUTE FUNCTION standards_version_kept()",
    "CREATE OR REPLACE FUNCTION gatekeeping_seat_clear() RETURNS trigger AS $$ BEGIN IF (EXISTS (SELECT 1 FROM official_post p JOIN offender_match m ON m.person_id = p.person_id WHERE p.user_id = NEW.user_id AND p.left_on IS NULL AND m.state IN ('FOUND', 'ANSWERED', 'CONFIRMED'))) THEN RAISE EXCEPTION 'a person who is not clear has no contact with children'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_seat_clear BEFORE INSERT ON gatekeeping_seat FOR EACH ROW EXECUTE FUNCTION gatekeeping_seat_clear()",
    "CREATE OR REPLACE FUNCTION court_filing_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a filed copy is kept as it was filed'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER court_filing_no_update BEFORE UPDATE ON court_filing FOR EACH ROW EXECUTE FUNCTION court_filing_no_update()",
    "CREATE OR REPLACE FUNCTION court_filing_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a filed copy is kept as it was filed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER court_filing_no_delete BEFORE DELETE ON court_filing FOR EACH ROW EXECUTE FUNCTION court_filing_no_delete()",
    "CREATE OR REPLACE FUNCTION child_b_form_step_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'this line is kept as it was written; a later line corrects it'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER child_b_form_step_no_update BEFORE UPDATE ON child_b_form_step FOR EACH ROW EXECUTE FUNCTION child_b_form_step_no_update()",
    "CREATE OR REPLACE FUNCTION child_b_form_step_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'this line is kept as it was written; a later line corrects it'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER child_b_form_step_no_delete BEFORE DELETE ON child_b_form_step FOR EACH ROW EXECUTE FUNCTION child_b_form_step_no_delete()",
    "CREATE OR REPLACE FUNCTION place_answer_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'this line is kept as it was written; a later line corrects it'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER place_answer_no_update BEFORE UPDATE ON place_answer FOR EACH ROW EXECUTE FUNCTION place_answer_no_update()",
    "CREATE OR REPLACE FUNCTION place_answer_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'this line is kept as it was written; a later line corrects it'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER place_answer_no_delete BEFORE DELETE ON place_answer FOR EACH ROW EXECUTE FUNCTION place_answer_no_delete()",
    "CREATE OR REPLACE FUNCTION home_step_is_kept() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'the trail of a home is never edited'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER home_step_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON home_step FOR EACH STATEMENT EXECUTE FUNCTION home_step_is_kept()",
    "CREATE OR REPLACE FUNCTION visit_record_file_stays() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a phone sent is kept for ever'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_record_file_stays BEFORE DELETE ON visit_record_file FOR EACH ROW EXECUTE FUNCTION visit_record_file_stays()",
    'CREATE OR REPLACE FUNCTION arrival_notice_is_not_edited() RETURNS trigger AS $$ BEGIN IF (NEW."id" IS DISTINCT FROM OLD."id" OR NEW."number" IS DISTINCT FROM OLD."number" OR NEW."home_id" IS DISTINCT FROM OLD."home_id" OR NEW."via" IS DISTINCT FROM OLD."via" OR NEW."post" IS DISTINCT FROM OLD."post" OR NEW."post_phone" IS DISTINCT FROM OLD."post_phone" OR NEW."together" IS DISTINCT FROM OLD."together" OR NEW."children" IS DISTINCT FROM OLD."children" OR NEW."brought_by" IS DISTINCT FROM OLD."brought_by" OR NEW."police_station" IS DISTINCT FROM OLD."police_station" OR NEW."diary_number" IS DISTINCT FROM OLD."diary_number" OR NEW."hospital" IS DISTINCT FROM OLD."hospital" OR NEW."note_left" IS DISTINCT FROM OLD."note_left" OR NEW."arrived_at" IS DISTINCT FROM OLD."arrived_at" OR NEW."written_at" IS DISTINCT FROM OLD."written_at" OR NEW."clock_off" IS DISTINCT FROM OLD."clock_off" OR NEW."received_at" IS DISTINCT FROM OLD."received_at" OR NEW."seen_by" IS DISTINCT FROM OLD."seen_by" OR NEW."sent_by_id" IS DISTINCT FROM OLD."sent_by_id" OR NEW."content_hash" IS DISTINCT FROM OLD."content_hash") THEN RAISE EXCEPTION \'what a notice of arrival said is never changed\'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql',
    "CREATE TRIGGER arrival_notice_is_not_edited BEFORE UPDATE ON arrival_notice FOR EACH ROW EXECUTE FUNCTION arrival_notice_is_not_edited()",
    "CREATE OR REPLACE FUNCTION arrival_notice_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a notice of arrival said is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER arrival_notice_no_delete BEFORE DELETE ON arrival_notice FOR EACH ROW EXECUTE FUNCTION arrival_notice_no_delete()",
    "CREATE OR REPLACE FUNCTION incident_serial() RETURNS trigger AS $$ BEGIN IF (NEW.serial <> (SELECT coalesce(max(i.serial), 0) + 1 FROM incident i WHERE i.year = NEW.year)) THEN RAISE EXCEPTION 'the serial number of a report follows the one before'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER incident_serial BEFORE INSERT ON incident FOR EACH ROW EXECUTE FUNCTION incident_serial()",
    "CREATE OR REPLACE FUNCTION incident_is_not_edited() RETURNS trigger AS $$ BEGIN IF ((NEW.number IS DISTINCT FROM OLD.number OR NEW.year IS DISTINCT FROM OLD.year OR NEW.serial IS DISTINCT FROM OLD.serial OR NEW.home_id IS DISTINCT FROM OLD.home_id OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.level IS DISTINCT FROM OLD.level OR NEW.who IS DISTINCT FROM OLD.who OR NEW.via IS DISTINCT FROM OLD.via OR NEW.sent_by_id IS DISTINCT FROM OLD.sent_by_id OR NEW.happened_at IS DISTINCT FROM OLD.happened_at OR NEW.sent_at IS DISTINCT FROM OLD.sent_at OR NEW.late IS DISTINCT FROM OLD.late OR NEW.contact_by IS DISTINCT FROM OLD.contact_by OR NEW.safe_by IS DISTINCT FROM OLD.safe_by OR NEW.words_sealed IS DISTINCT FROM OLD.words_sealed OR NEW.done_sealed IS DISTINCT FROM OLD.done_sealed OR NEW.codes_sealed IS DISTINCT FROM OLD.codes_sealed OR NEW.reach_sealed IS DISTINCT FROM OLD.reach_sealed OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.rules_version IS DISTINCT FROM OLD.rules_version OR (OLD.contact_at IS NOT NULL AND NEW.contact_at IS DISTINCT FROM OLD.contact_at) OR (OLD.safe_at IS NOT NULL AND NEW.safe_at IS DISTINCT FROM OLD.safe_at) OR (OLD.released_at IS NOT NULL AND NEW.released_at IS DISTINCT FROM OLD.released_at) OR (OLD.summary_sealed IS NOT NULL AND NEW.summary_sealed IS DISTINCT FROM OLD.summary_sealed))) THEN RAISE EXCEPTION 'what a report says is never changed'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER incident_is_not_edited BEFORE UPDATE ON incident FOR EACH ROW EXECUTE FUNCTION incident_is_not_edited()",
    "CREATE OR REPLACE FUNCTION incident_is_not_deleted() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a report says is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER incident_is_not_deleted BEFORE DELETE ON incident FOR EACH ROW EXECUTE FUNCTION incident_is_not_deleted()",
    "CREATE OR REPLACE FUNCTION monthly_return_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'this line is kept as it was written; a later line corrects it'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER monthly_return_no_update BEFORE UPDATE ON monthly_return FOR EACH ROW EXECUTE FUNCTION monthly_return_no_update()",
    "CREATE OR REPLACE FUNCTION monthly_return_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'this line is kept as it was written; a later line corrects it'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER monthly_return_no_delete BEFORE DELETE ON monthly_return FOR EACH ROW EXECUTE FUNCTION monthly_return_no_delete()",
    "CREATE OR REPLACE FUNCTION nadra_pack_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what is written in a NADRA pack stays; a later line corrects it'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER nadra_pack_no_update BEFORE UPDATE ON nadra_pack FOR EACH ROW EXECUTE FUNCTION nadra_pack_no_update()",
    "CREATE OR REPLACE FUNCTION nadra_pack_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what is written in a NADRA pack stays; a later line corrects it'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER nadra_pack_no_delete BEFORE DELETE ON nadra_pack FOR EACH ROW EXECUTE FUNCTION nadra_pack_no_delete()",
    "CREATE OR REPLACE FUNCTION visitors_book_entry_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a visitors'' book is never edited; a later entry corrects it'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visitors_book_entry_no_update BEFORE UPDATE ON visitors_book_entry FOR EACH ROW EXECUTE FUNCTION visitors_book_entry_no_update()",
    "CREATE OR REPLACE FUNCTION visitors_book_entry_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a visitors'' book is never edited; a later entry corrects it'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visitors_book_entry_no_delete BEFORE DELETE ON visitors_book_entry FOR EACH ROW EXECUTE FUNCTION visitors_book_entry_no_delete()",
    "CREATE OR REPLACE FUNCTION complaint_step_append_only() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'steps are append-only'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER complaint_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON complaint_step FOR EACH STATEMENT EXECUTE FUNCTION complaint_step_append_only()",
    "CREATE OR REPLACE FUNCTION placements_not_emptied() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER ladder_reason_no_truncate BEFORE TRUNCATE ON ladder_reason FOR EACH STATEMENT EXECUTE FUNCTION placements_not_emptied()",
    "CREATE TRIGGER ladder_answer_no_truncate BEFORE TRUNCATE ON ladder_answer FOR EACH STATEMENT EXECUTE FUNCTION placements_not_emptied()",
    "CREATE TRIGGER warrant_no_truncate BEFORE TRUNCATE ON warrant FOR EACH STATEMENT EXECUTE FUNCTION placements_not_emptied()",
    "CREATE TRIGGER warrant_rung_no_truncate BEFORE TRUNCATE ON warrant_rung FOR EACH STATEMENT EXECUTE FUNCTION placements_not_emptied()",
    "CREATE TRIGGER stay_no_truncate BEFORE TRUNCATE ON stay FOR EACH STATEMENT EXECUTE FUNCTION placements_not_emptied()",
    "CREATE OR REPLACE FUNCTION stay_needs_ladder() RETURNS trigger AS $$ BEGIN IF (NEW.basis = 'DECISION' AND NEW.continues_id IS NULL AND (\n    SELECT count(DISTINCT a.rung)\n    FROM warrant w\n    JOIN warrant_rung r ON r.warrant_id = w.id AND r.child_id = w.child_id\n    JOIN ladder_answer a ON a.id = r.answer_id AND a.child_id = r.child_id AND a.rung = r.rung\n    WHERE w.id = NEW.warrant_id AND w.child_id = NEW.child_id AND w.home_id = NEW.home_id\n    AND w.care_type = NEW.care_type AND w.decided_on <= (NEW.started_at AT TIME ZONE 'Asia/Karachi')::date AND a.answered_on <= w.decided_on\n    AND (a.valid_until IS NULL OR a.valid_until >= (NEW.started_at AT TIME ZONE 'Asia/Karachi')::date) AND a.rank < CASE NEW.care_type WHEN 'PRESERVE' THEN 0 WHEN 'REUNIFY' THEN 1 WHEN 'KINSHIP' THEN 2 WHEN 'GUARDIAN' THEN 3 WHEN 'FOSTER' THEN 4 WHEN 'KAFALAH' THEN 5 WHEN 'SIL' THEN 6 WHEN 'SMALL_GROUP' THEN 7 WHEN 'RESIDENTIAL' THEN 8 WHEN 'EMERGENCY' THEN 8 WHEN 'RESPITE' THEN 0 END\n) < CASE NEW.care_type WHEN 'PRESERVE' THEN 0 WHEN 'REUNIFY' THEN 1 WHEN 'KINSHIP' THEN 2 WHEN 'GUARDIAN' THEN 3 WHEN 'FOSTER' THEN 4 WHEN 'KAFALAH' THEN 5 WHEN 'SIL' THEN 6 WHEN 'SMALL_GROUP' THEN 7 WHEN 'RESIDENTIAL' THEN 8 WHEN 'EMERGENCY' THEN 8 WHEN 'RESPITE' THEN 0 END) THEN RAISE EXCEPTION 'a family option is unexplored'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_needs_ladder BEFORE INSERT ON stay FOR EACH ROW EXECUTE FUNCTION stay_needs_ladder()",
    "CREATE OR REPLACE FUNCTION ladder_answer_by_the_rules() RETURNS trigger AS $$ BEGIN IF (NOT EXISTS (SELECT 1 FROM ladder_reason k WHERE k.code = NEW.code AND k.rung = NEW.rung AND (k.valid_days IS NULL OR NEW.valid_until <= NEW.answered_on + k.valid_days))) THEN RAISE EXCEPTION 'the rules do not let this reason answer this rung so long'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER ladder_answer_by_the_rules BEFORE INSERT ON ladder_answer FOR EACH ROW EXECUTE FUNCTION ladder_answer_by_the_rules()",
    "CREATE OR REPLACE FUNCTION stay_is_not_edited() RETURNS trigger AS $$ BEGIN IF (NEW.child_id IS DISTINCT FROM OLD.child_id OR NEW.home_id IS DISTINCT FROM OLD.home_id OR NEW.place_district IS DISTINCT FROM OLD.place_district OR NEW.care_type IS DISTINCT FROM OLD.care_type OR NEW.basis IS DISTINCT FROM OLD.basis OR NEW.warrant_id IS DISTINCT FROM OLD.warrant_id OR NEW.started_at IS DISTINCT FROM OLD.started_at OR NEW.approved_by IS DISTINCT FROM OLD.approved_by OR NEW.order_reference IS DISTINCT FROM OLD.order_reference OR NEW.order_court IS DISTINCT FROM OLD.order_court OR NEW.limit_on IS DISTINCT FROM OLD.limit_on OR NEW.continues_id IS DISTINCT FROM OLD.continues_id OR NEW.recorded_by IS DISTINCT FROM OLD.recorded_by OR NEW.recorded_at IS DISTINCT FROM OLD.recorded_at) THEN RAISE EXCEPTION 'a stay is changed by a new line, never by edit'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_is_not_edited BEFORE UPDATE ON stay FOR EACH ROW EXECUTE FUNCTION stay_is_not_edited()",
    "CREATE OR REPLACE FUNCTION stay_ends_once() RETURNS trigger AS $$ BEGIN IF (OLD.ended_at IS NOT NULL) THEN RAISE EXCEPTION 'a stay that ended does not begin again'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_ends_once BEFORE UPDATE ON stay FOR EACH ROW EXECUTE FUNCTION stay_ends_once()",
    "CREATE OR REPLACE FUNCTION stay_in_turn() RETURNS trigger AS $$ BEGIN IF (EXISTS (SELECT 1 FROM stay p WHERE p.child_id = NEW.child_id AND (p.ended_at > NEW.started_at OR (p.ended_at IS NULL AND NEW.ended_at IS NOT NULL)) AND (NEW.ended_at IS NULL OR p.started_at < NEW.ended_at))) THEN RAISE EXCEPTION 'one stay of a child ends before the next begins'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_in_turn BEFORE INSERT ON stay FOR EACH ROW EXECUTE FUNCTION stay_in_turn()",
    "CREATE OR REPLACE FUNCTION stay_not_after_death() RETURNS trigger AS $$ BEGIN IF (EXISTS (SELECT 1 FROM stay p LEFT JOIN exit_correction x ON x.stay_id = p.id AND x.approved WHERE p.child_id = NEW.child_id AND coalesce(x.exit, p.exit) = 'DIED' AND (NEW.ended_at IS NULL OR NEW.ended_at > p.ended_at))) THEN RAISE EXCEPTION 'no stay follows a death'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_not_after_death BEFORE INSERT ON stay FOR EACH ROW EXECUTE FUNCTION stay_not_after_death()",
    "CREATE OR REPLACE FUNCTION stay_is_not_deleted() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a stay is changed by a new line, never by edit'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_is_not_deleted BEFORE DELETE ON stay FOR EACH ROW EXECUTE FUNCTION stay_is_not_deleted()",
    "CREATE OR REPLACE FUNCTION stay_and_its_child_insert() RETURNS trigger AS $$ BEGIN IF (NOT EXISTS (SELECT 1 FROM child c WHERE c.id = NEW.child_id FOR UPDATE)) THEN RAISE EXCEPTION 'a stay is of a child that is known'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_and_its_child_insert BEFORE INSERT ON stay FOR EACH ROW EXECUTE FUNCTION stay_and_its_child_insert()",
    "CREATE OR REPLACE FUNCTION stay_exit_of_adults_insert() RETURNS trigger AS $$ BEGIN IF (coalesce(NEW.exit, '') IN ('TURNED_18', 'MARRIED_ADULT', 'LEFT_ALONE_ADULT') AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = NEW.child_id AND (c.born_latest + interval '18 years')::date <= (NEW.ended_at AT TIME ZONE 'Asia/Karachi')::date)) THEN RAISE EXCEPTION 'this way out is for adults'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_exit_of_adults_insert BEFORE INSERT ON stay FOR EACH ROW EXECUTE FUNCTION stay_exit_of_adults_insert()",
    "CREATE OR REPLACE FUNCTION stay_consent_to_a_woman_insert() RETURNS trigger AS $$ BEGIN IF (NEW.consent_to_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM user_account u WHERE u.id = NEW.consent_to_id AND u.woman)) THEN RAISE EXCEPTION 'the consent to a marriage is heard by a woman officer'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_consent_to_a_woman_insert BEFORE INSERT ON stay FOR EACH ROW EXECUTE FUNCTION stay_consent_to_a_woman_insert()",
    "CREATE OR REPLACE FUNCTION stay_and_its_child_update() RETURNS trigger AS $$ BEGIN IF (NOT EXISTS (SELECT 1 FROM child c WHERE c.id = NEW.child_id FOR UPDATE)) THEN RAISE EXCEPTION 'a stay is of a child that is known'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_and_its_child_update BEFORE UPDATE ON stay FOR EACH ROW EXECUTE FUNCTION stay_and_its_child_update()",
    "CREATE OR REPLACE FUNCTION stay_exit_of_adults_update() RETURNS trigger AS $$ BEGIN IF (coalesce(NEW.exit, '') IN ('TURNED_18', 'MARRIED_ADULT', 'LEFT_ALONE_ADULT') AND NOT EXISTS (SELECT 1 FROM child c WHERE c.id = NEW.child_id AND (c.born_latest + interval '18 years')::date <= (NEW.ended_at AT TIME ZONE 'Asia/Karachi')::date)) THEN RAISE EXCEPTION 'this way out is for adults'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_exit_of_adults_update BEFORE UPDATE ON stay FOR EACH ROW EXECUTE FUNCTION stay_exit_of_adults_update()",
    "CREATE OR REPLACE FUNCTION stay_consent_to_a_woman_update() RETURNS trigger AS $$ BEGIN IF (NEW.consent_to_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM user_account u WHERE u.id = NEW.consent_to_id AND u.woman)) THEN RAISE EXCEPTION 'the consent to a marriage is heard by a woman officer'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_consent_to_a_woman_update BEFORE UPDATE ON stay FOR EACH ROW EXECUTE FUNCTION stay_consent_to_a_woman_update()",
    "CREATE OR REPLACE FUNCTION ladder_reason_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER ladder_reason_no_update BEFORE UPDATE ON ladder_reason FOR EACH ROW EXECUTE FUNCTION ladder_reason_no_update()",
    "CREATE OR REPLACE FUNCTION ladder_reason_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER ladder_reason_no_delete BEFORE DELETE ON ladder_reason FOR EACH ROW EXECUTE FUNCTION ladder_reason_no_delete()",
    "CREATE OR REPLACE FUNCTION ladder_answer_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER ladder_answer_no_update BEFORE UPDATE ON ladder_answer FOR EACH ROW EXECUTE FUNCTION ladder_answer_no_update()",
    "CREATE OR REPLACE FUNCTION ladder_answer_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER ladder_answer_no_delete BEFORE DELETE ON ladder_answer FOR EACH ROW EXECUTE FUNCTION ladder_answer_no_delete()",
    "CREATE OR REPLACE FUNCTION warrant_rung_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER warrant_rung_no_update BEFORE UPDATE ON warrant_rung FOR EACH ROW EXECUTE FUNCTION warrant_rung_no_update()",
    "CREATE OR REPLACE FUNCTION warrant_rung_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER warrant_rung_no_delete BEFORE DELETE ON warrant_rung FOR EACH ROW EXECUTE FUNCTION warrant_rung_no_delete()",
    "CREATE OR REPLACE FUNCTION warrant_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER warrant_no_delete BEFORE DELETE ON warrant FOR EACH ROW EXECUTE FUNCTION warrant_no_delete()",
    "CREATE OR REPLACE FUNCTION warrant_no_update() RETURNS trigger AS $$ BEGIN IF (NEW.child_id IS DISTINCT FROM OLD.child_id OR NEW.home_id IS DISTINCT FROM OLD.home_id OR NEW.care_type IS DISTINCT FROM OLD.care_type OR NEW.decided_on IS DISTINCT FROM OLD.decided_on OR NEW.decision_id IS DISTINCT FROM OLD.decision_id) THEN RAISE EXCEPTION 'what a decision rests on is never changed'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER warrant_no_update BEFORE UPDATE ON warrant FOR EACH ROW EXECUTE FUNCTION warrant_no_update()",
    "CREATE OR REPLACE FUNCTION incident_child_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a report says is never changed'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER incident_child_no_update BEFORE UPDATE ON incident_child FOR EACH ROW EXECUTE FUNCTION incident_child_no_update()",
    "CREATE OR REPLACE FUNCTION incident_child_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a report says is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER incident_child_no_delete BEFORE DELETE ON incident_child FOR EACH ROW EXECUTE FUNCTION incident_child_no_delete()",
    "CREATE OR REPLACE FUNCTION incident_step_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a report says is never changed'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER incident_step_no_update BEFORE UPDATE ON incident_step FOR EACH ROW EXECUTE FUNCTION incident_step_no_update()",
    "CREATE OR REPLACE FUNCTION incident_step_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a report says is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER incident_step_no_delete BEFORE DELETE ON incident_step FOR EACH ROW EXECUTE FUNCTION incident_step_no_delete()",
    "CREATE OR REPLACE FUNCTION return_settlement_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'this line is kept as it was written; a later line corrects it'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER return_settlement_no_update BEFORE UPDATE ON return_settlement FOR EACH ROW EXECUTE FUNCTION return_settlement_no_update()",
    "CREATE OR REPLACE FUNCTION return_settlement_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'this line is kept as it was written; a later line corrects it'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER return_settlement_no_delete BEFORE DELETE ON return_settlement FOR EACH ROW EXECUTE FUNCTION return_settlement_no_delete()",
    "CREATE OR REPLACE FUNCTION rota_shift_clear() RETURNS trigger AS $$ BEGIN IF ((NEW.struck_at IS NULL AND (\n    EXISTS (SELECT 1 FROM offender_match m WHERE m.person_id = NEW.person_id\n            AND m.state IN ('FOUND', 'ANSWERED', 'CONFIRMED'))\n    OR EXISTS (SELECT 1 FROM person_check c WHERE c.person_id = NEW.person_id AND c.replaced_at IS NULL\n               AND c.result = 'FAILED' AND c.check_code IN ('V01', 'V02', 'V03', 'V10', 'V11')\n               AND (c.home_id IS NULL OR c.home_id = NEW.home_id) AND (c.home_id IS NOT NULL\n                    OR c.check_code NOT IN ('V10', 'V11')))))) THEN RAISE EXCEPTION 'the rota refuses a person who is not clear'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER rota_shift_clear BEFORE INSERT ON rota_shift FOR EACH ROW EXECUTE FUNCTION rota_shift_clear()",
    "CREATE OR REPLACE FUNCTION rota_shift_gone() RETURNS trigger AS $$ BEGIN IF (EXISTS (SELECT 1 FROM post p WHERE p.id = NEW.post_id AND p.left_on IS NOT NULL AND p.left_on < NEW.on_day)) THEN RAISE EXCEPTION 'the rota refuses a person who has left'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER rota_shift_gone BEFORE INSERT ON rota_shift FOR EACH ROW EXECUTE FUNCTION rota_shift_gone()",
    "CREATE OR REPLACE FUNCTION rota_shift_stays() RETURNS trigger AS $$ BEGIN IF (OLD.struck_at IS NOT NULL OR NEW.home_id IS DISTINCT FROM OLD.home_id OR NEW.post_id IS DISTINCT FROM OLD.post_id OR NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.on_day IS DISTINCT FROM OLD.on_day OR NEW.part IS DISTINCT FROM OLD.part OR NEW.added_by_id IS DISTINCT FROM OLD.added_by_id OR NEW.added_at IS DISTINCT FROM OLD.added_at) THEN RAISE EXCEPTION 'a shift is struck, never changed or removed'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER rota_shift_stays BEFORE UPDATE ON rota_shift FOR EACH ROW EXECUTE FUNCTION rota_shift_stays()",
    "CREATE OR REPLACE FUNCTION rota_shift_kept() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a shift is struck, never changed or removed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER rota_shift_kept BEFORE DELETE ON rota_shift FOR EACH ROW EXECUTE FUNCTION rota_shift_kept()",
    "CREATE OR REPLACE FUNCTION visitors_book_step_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a visitors'' book is never edited; a later entry corrects it'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visitors_book_step_no_update BEFORE UPDATE ON visitors_book_step FOR EACH ROW EXECUTE FUNCTION visitors_book_step_no_update()",
    "CREATE OR REPLACE FUNCTION visitors_book_step_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a visitors'' book is never edited; a later entry corrects it'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visitors_book_step_no_delete BEFORE DELETE ON visitors_book_step FOR EACH ROW EXECUTE FUNCTION visitors_book_step_no_delete()",
    "CREATE OR REPLACE FUNCTION visitors_book_step_after_done() RETURNS trigger AS $$ BEGIN IF (EXISTS (SELECT 1 FROM visitors_book_step s WHERE s.entry_id = NEW.entry_id AND s.kind = 'DONE')) THEN RAISE EXCEPTION 'what is done stays done'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visitors_book_step_after_done BEFORE INSERT ON visitors_book_step FOR EACH ROW EXECUTE FUNCTION visitors_book_step_after_done()",
    "CREATE OR REPLACE FUNCTION visit_facts_stay() RETURNS trigger AS $$ BEGIN IF ((OLD.submitted_at IS NOT NULL AND (NEW.home_id IS DISTINCT FROM OLD.home_id OR NEW.application_id IS DISTINCT FROM OLD.application_id OR NEW.type IS DISTINCT FROM OLD.type OR NEW.care_type IS DISTINCT FROM OLD.care_type OR NEW.framework_version IS DISTINCT FROM OLD.framework_version OR NEW.announced IS DISTINCT FROM OLD.announced OR NEW.scope IS DISTINCT FROM OLD.scope OR NEW.arrived_at IS DISTINCT FROM OLD.arrived_at OR NEW.entry IS DISTINCT FROM OLD.entry OR NEW.records_refused IS DISTINCT FROM OLD.records_refused OR NEW.talks_refused IS DISTINCT FROM OLD.talks_refused OR NEW.dangers IS DISTINCT FROM OLD.dangers OR NEW.children_present IS DISTINCT FROM OLD.children_present OR NEW.children_heard IS DISTINCT FROM OLD.children_heard OR NEW.children_coached IS DISTINCT FROM OLD.children_coached OR NEW.sample_size IS DISTINCT FROM OLD.sample_size OR NEW.sample_reason IS DISTINCT FROM OLD.sample_reason OR NEW.danger_criteria IS DISTINCT FROM OLD.danger_criteria OR NEW.signature IS DISTINCT FROM OLD.signature OR NEW.signed_by_sealed IS DISTINCT FROM OLD.signed_by_sealed OR NEW.manager_comment_sealed IS DISTINCT FROM OLD.manager_comment_sealed OR NEW.submitted_at IS DISTINCT FROM OLD.submitted_at OR NEW.submitted_by_id IS DISTINCT FROM OLD.submitted_by_id OR NEW.comments_until IS DISTINCT FROM OLD.comments_until OR NEW.scan_id IS DISTINCT FROM OLD.scan_id)) OR (OLD.state IN ('REVIEWED', 'PUBLISHED') AND NEW.issue <> OLD.issue + 1 AND (NEW.computed_grade IS DISTINCT FROM OLD.computed_grade OR NEW.overall IS DISTINCT FROM OLD.overall OR NEW.standards IS DISTINCT FROM OLD.standards OR NEW.limited_by IS DISTINCT FROM OLD.limited_by OR NEW.protection_met IS DISTINCT FROM OLD.protection_met OR NEW.grade IS DISTINCT FROM OLD.grade OR NEW.lowered_to IS DISTINCT FROM OLD.lowered_to OR NEW.lowered_reason IS DISTINCT FROM OLD.lowered_reason OR NEW.reviewed_by_id IS DISTINCT FROM OLD.reviewed_by_id OR NEW.reviewed_at IS DISTINCT FROM OLD.reviewed_at))) THEN RAISE EXCEPTION 'the facts of a submitted visit never change'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_facts_stay BEFORE UPDATE ON visit FOR EACH ROW EXECUTE FUNCTION visit_facts_stay()",
    "CREATE OR REPLACE FUNCTION visit_stays() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a visit is kept for ever'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_stays BEFORE DELETE ON visit FOR EACH ROW EXECUTE FUNCTION visit_stays()",
    "CREATE OR REPLACE FUNCTION stay_legacy_is_listed() RETURNS trigger AS $$ BEGIN IF (NEW.basis = 'LEGACY' AND NOT EXISTS (SELECT 1 FROM legacy_row r JOIN legacy_list l ON l.id = r.list_id WHERE r.child_id = NEW.child_id AND l.state IN ('UNIT_SIGNED', 'CLOSED'))) THEN RAISE EXCEPTION 'this child is on no signed list of children present'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_legacy_is_listed BEFORE INSERT ON stay FOR EACH ROW EXECUTE FUNCTION stay_legacy_is_listed()",
    "CREATE OR REPLACE FUNCTION legacy_row_while_written() RETURNS trigger AS $$ BEGIN IF (NOT EXISTS (SELECT 1 FROM legacy_list l WHERE l.id = NEW.list_id AND l.state = 'DRAFT')) THEN RAISE EXCEPTION 'a list that was signed is not changed'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER legacy_row_while_written BEFORE INSERT ON legacy_row FOR EACH ROW EXECUTE FUNCTION legacy_row_while_written()",
    "CREATE OR REPLACE FUNCTION legacy_row_kept() RETURNS trigger AS $$ BEGIN IF (((NEW.list_id IS DISTINCT FROM OLD.list_id OR NEW.home_id IS DISTINCT FROM OLD.home_id OR NEW.place IS DISTINCT FROM OLD.place OR NEW.number IS DISTINCT FROM OLD.number OR NEW.same IS DISTINCT FROM OLD.same OR NEW.sex IS DISTINCT FROM OLD.sex OR NEW.born_earliest IS DISTINCT FROM OLD.born_earliest OR NEW.born_latest IS DISTINCT FROM OLD.born_latest OR NEW.birth_year IS DISTINCT FROM OLD.birth_year OR NEW.age_from IS DISTINCT FROM OLD.age_from OR NEW.age_to IS DISTINCT FROM OLD.age_to OR NEW.age_method IS DISTINCT FROM OLD.age_method OR NEW.since IS DISTINCT FROM OLD.since OR NEW.origin IS DISTINCT FROM OLD.origin OR NEW.parents IS DISTINCT FROM OLD.parents OR NEW.paper IS DISTINCT FROM OLD.paper OR NEW.paper_number IS DISTINCT FROM OLD.paper_number OR NEW.siblings IS DISTINCT FROM OLD.siblings OR NEW.siblings_elsewhere IS DISTINCT FROM OLD.siblings_elsewhere OR NEW.disability IS DISTINCT FROM OLD.disability OR NEW.name_sealed IS DISTINCT FROM OLD.name_sealed OR NEW.same_child_id IS DISTINCT FROM OLD.same_child_id OR NEW.told_apart IS DISTINCT FROM OLD.told_apart) AND NOT EXISTS (SELECT 1 FROM legacy_list l WHERE l.id = OLD.list_id AND l.state = 'DRAFT')) OR (OLD.child_id IS NOT NULL AND NEW.child_id IS DISTINCT FROM OLD.child_id)) THEN RAISE EXCEPTION 'a list that was signed is not changed'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER legacy_row_kept BEFORE UPDATE ON legacy_row FOR EACH ROW EXECUTE FUNCTION legacy_row_kept()",
    "CREATE OR REPLACE FUNCTION legacy_row_not_deleted() RETURNS trigger AS $$ BEGIN IF (NOT EXISTS (SELECT 1 FROM legacy_list l WHERE l.id = OLD.list_id AND l.state = 'DRAFT')) THEN RAISE EXCEPTION 'a list that was signed is not changed'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER legacy_row_not_deleted BEFORE DELETE ON legacy_row FOR EACH ROW EXECUTE FUNCTION legacy_row_not_deleted()",
    "CREATE OR REPLACE FUNCTION legacy_list_not_back() RETURNS trigger AS $$ BEGIN IF (CASE OLD.state WHEN 'DRAFT' THEN 0 WHEN 'HOME_SIGNED' THEN 1 WHEN 'UNIT_SIGNED' THEN 2 ELSE 3 END > 1 AND CASE NEW.state WHEN 'DRAFT' THEN 0 WHEN 'HOME_SIGNED' THEN 1 WHEN 'UNIT_SIGNED' THEN 2 ELSE 3 END < CASE OLD.state WHEN 'DRAFT' THEN 0 WHEN 'HOME_SIGNED' THEN 1 WHEN 'UNIT_SIGNED' THEN 2 ELSE 3 END) THEN RAISE EXCEPTION 'a signed list is not taken back'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER legacy_list_not_back BEFORE UPDATE ON legacy_list FOR EACH ROW EXECUTE FUNCTION legacy_list_not_back()",
    "CREATE OR REPLACE FUNCTION legacy_list_not_deleted() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a signed list is not taken back'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER legacy_list_not_deleted BEFORE DELETE ON legacy_list FOR EACH ROW EXECUTE FUNCTION legacy_list_not_deleted()",
    "CREATE OR REPLACE FUNCTION legacy_review_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a review is never changed; a later one is a new line'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER legacy_review_no_update BEFORE UPDATE ON legacy_review FOR EACH ROW EXECUTE FUNCTION legacy_review_no_update()",
    "CREATE OR REPLACE FUNCTION legacy_review_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a review is never changed; a later one is a new line'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER legacy_review_no_delete BEFORE DELETE ON legacy_review FOR EACH ROW EXECUTE FUNCTION legacy_review_no_delete()",
    "CREATE OR REPLACE FUNCTION gatekeeping_review_preparation_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a review rests on is never changed'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_review_preparation_no_update BEFORE UPDATE ON gatekeeping_review_preparation FOR EACH ROW EXECUTE FUNCTION gatekeeping_review_preparation_no_update()",
    "CREATE OR REPLACE FUNCTION gatekeeping_review_preparation_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a review rests on is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_review_preparation_no_delete BEFORE DELETE ON gatekeeping_review_preparation FOR EACH ROW EXECUTE FUNCTION gatekeeping_review_preparation_no_delete()",
    "CREATE OR REPLACE FUNCTION gatekeeping_review_item_no_update() RETURNS trigger AS $$ BEGIN IF (OLD.settled_at IS NOT NULL) THEN RAISE EXCEPTION 'what a review rests on is never changed'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_review_item_no_update BEFORE UPDATE ON gatekeeping_review_item FOR EACH ROW EXECUTE FUNCTION gatekeeping_review_item_no_update()",
    "CREATE OR REPLACE FUNCTION gatekeeping_review_item_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a review rests on is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_review_item_no_delete BEFORE DELETE ON gatekeeping_review_item FOR EACH ROW EXECUTE FUNCTION gatekeeping_review_item_no_delete()",
    'CREATE OR REPLACE FUNCTION arrival_is_not_edited() RETURNS trigger AS $$ BEGIN IF (NEW."id" IS DISTINCT FROM OLD."id" OR NEW."notice_id" IS DISTINCT FROM OLD."notice_id" OR NEW."position" IS DISTINCT FROM OLD."position" OR NEW."child_id" IS DISTINCT FROM OLD."child_id" OR NEW."stay_id" IS DISTINCT FROM OLD."stay_id" OR NEW."condition" IS DISTINCT FROM OLD."condition" OR NEW."found" IS DISTINCT FROM OLD."found" OR NEW."photo_id" IS DISTINCT FROM OLD."photo_id") THEN RAISE EXCEPTION \'what a notice of arrival said is never changed\'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql',
    "CREATE TRIGGER arrival_is_not_edited BEFORE UPDATE ON arrival FOR EACH ROW EXECUTE FUNCTION arrival_is_not_edited()",
    'CREATE OR REPLACE FUNCTION arrival_is_settled_once() RETURNS trigger AS $$ BEGIN IF ((OLD.seen_at IS NOT NULL AND (NEW."seen_at" IS DISTINCT FROM OLD."seen_at" OR NEW."seen_by" IS DISTINCT FROM OLD."seen_by")) OR (OLD.outcome IS NOT NULL AND (NEW."outcome" IS DISTINCT FROM OLD."outcome" OR NEW."outcome_on" IS DISTINCT FROM OLD."outcome_on" OR NEW."receipt" IS DISTINCT FROM OLD."receipt" OR NEW."panel_on" IS DISTINCT FROM OLD."panel_on"))) THEN RAISE EXCEPTION \'what a notice of arrival said is never changed\'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql',
    "CREATE TRIGGER arrival_is_settled_once BEFORE UPDATE ON arrival FOR EACH ROW EXECUTE FUNCTION arrival_is_settled_once()",
    "CREATE OR REPLACE FUNCTION arrival_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a notice of arrival said is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER arrival_no_delete BEFORE DELETE ON arrival FOR EACH ROW EXECUTE FUNCTION arrival_no_delete()",
    "CREATE OR REPLACE FUNCTION nadra_sheet_no_update() RETURNS trigger AS $$ BEGIN IF (NEW.id <> OLD.id OR NEW.pack_id <> OLD.pack_id OR NEW.home_id <> OLD.home_id OR NEW.child_id <> OLD.child_id OR NEW.stay_id <> OLD.stay_id OR NEW.number <> OLD.number OR coalesce(CAST(NEW.again_of_id AS TEXT), '') <> coalesce(CAST(OLD.again_of_id AS TEXT), '')) THEN RAISE EXCEPTION 'what is written in a NADRA pack stays; a later line corrects it'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER nadra_sheet_no_update BEFORE UPDATE ON nadra_sheet FOR EACH ROW EXECUTE FUNCTION nadra_sheet_no_update()",
    "CREATE OR REPLACE FUNCTION nadra_sheet_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what is written in a NADRA pack stays; a later line corrects it'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER nadra_sheet_no_delete BEFORE DELETE ON nadra_sheet FOR EACH ROW EXECUTE FUNCTION nadra_sheet_no_delete()",
    "CREATE OR REPLACE FUNCTION visit_team_member_closed_insert() RETURNS trigger AS $$ BEGIN IF ((SELECT state FROM visit WHERE id = NEW.visit_id) NOT IN ('PLANNED', 'UNDER_WAY')) THEN RAISE EXCEPTION 'the answers of a submitted visit never change'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_team_member_closed_insert BEFORE INSERT ON visit_team_member FOR EACH ROW EXECUTE FUNCTION visit_team_member_closed_insert()",
    "CREATE OR REPLACE FUNCTION visit_team_member_closed_update() RETURNS trigger AS $$ BEGIN IF ((SELECT state FROM visit WHERE id = OLD.visit_id) NOT IN ('PLANNED', 'UNDER_WAY')) THEN RAISE EXCEPTION 'the answers of a submitted visit never change'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_team_member_closed_update BEFORE UPDATE ON visit_team_member FOR EACH ROW EXECUTE FUNCTION visit_team_member_closed_update()",
    "CREATE OR REPLACE FUNCTION visit_team_member_closed_delete() RETURNS trigger AS $$ BEGIN IF ((SELECT state FROM visit WHERE id = OLD.visit_id) NOT IN ('PLANNED', 'UNDER_WAY')) THEN RAISE EXCEPTION 'the answers of a submitted visit never change'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_team_member_closed_delete BEFORE DELETE ON visit_team_member FOR EACH ROW EXECUTE FUNCTION visit_team_member_closed_delete()",
    "CREATE OR REPLACE FUNCTION visit_team_member_clear() RETURNS trigger AS $$ BEGIN IF (EXISTS (SELECT 1 FROM official_post p JOIN offender_match m ON m.person_id = p.person_id WHERE p.user_id = NEW.user_id AND p.left_on IS NULL AND m.state IN ('FOUND', 'ANSWERED', 'CONFIRMED'))) THEN RAISE EXCEPTION 'a person who is not clear has no contact with children'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_team_member_clear BEFORE INSERT ON visit_team_member FOR EACH ROW EXECUTE FUNCTION visit_team_member_clear()",
    "CREATE OR REPLACE FUNCTION visit_answer_closed_insert() RETURNS trigger AS $$ BEGIN IF ((SELECT state FROM visit WHERE id = NEW.visit_id) NOT IN ('PLANNED', 'UNDER_WAY')) THEN RAISE EXCEPTION 'the answers of a submitted visit never change'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_answer_closed_insert BEFORE INSERT ON visit_answer FOR EACH ROW EXECUTE FUNCTION visit_answer_closed_insert()",
    "CREATE OR REPLACE FUNCTION visit_answer_closed_update() RETURNS trigger AS $$ BEGIN IF ((SELECT state FROM visit WHERE id = OLD.visit_id) NOT IN ('PLANNED', 'UNDER_WAY') AND NOT EXISTS (SELECT 1 FROM visit_correction AS c WHERE c.visit_id = OLD.visit_id AND c.criterion = OLD.criterion AND c.old_mark = OLD.mark AND c.new_mark = NEW.mark AND c.state = 'APPROVED')) THEN RAISE EXCEPTION 'the answers of a submitted visit never change'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_answer_closed_update BEFORE UPDATE ON visit_answer FOR EACH ROW EXECUTE FUNCTION visit_answer_closed_update()",
    "CREATE OR REPLACE FUNCTION visit_answer_closed_delete() RETURNS trigger AS $$ BEGIN IF ((SELECT state FROM visit WHERE id = OLD.visit_id) NOT IN ('PLANNED', 'UNDER_WAY')) THEN RAISE EXCEPTION 'the answers of a submitted visit never change'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_answer_closed_delete BEFORE DELETE ON visit_answer FOR EACH ROW EXECUTE FUNCTION visit_answer_closed_delete()",
    "CREATE OR REPLACE FUNCTION visit_comment_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a visit is kept for ever'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_comment_no_update BEFORE UPDATE ON visit_comment FOR EACH ROW EXECUTE FUNCTION visit_comment_no_update()",
    "CREATE OR REPLACE FUNCTION visit_comment_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a visit is kept for ever'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_comment_no_delete BEFORE DELETE ON visit_comment FOR EACH ROW EXECUTE FUNCTION visit_comment_no_delete()",
    "CREATE OR REPLACE FUNCTION visit_comment_answer_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a visit is kept for ever'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_comment_answer_no_update BEFORE UPDATE ON visit_comment_answer FOR EACH ROW EXECUTE FUNCTION visit_comment_answer_no_update()",
    "CREATE OR REPLACE FUNCTION visit_comment_answer_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a visit is kept for ever'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_comment_answer_no_delete BEFORE DELETE ON visit_comment_answer FOR EACH ROW EXECUTE FUNCTION visit_comment_answer_no_delete()",
    "CREATE OR REPLACE FUNCTION visit_paper_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a visit is kept for ever'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_paper_no_update BEFORE UPDATE ON visit_paper FOR EACH ROW EXECUTE FUNCTION visit_paper_no_update()",
    "CREATE OR REPLACE FUNCTION visit_paper_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a visit is kept for ever'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_paper_no_delete BEFORE DELETE ON visit_paper FOR EACH ROW EXECUTE FUNCTION visit_paper_no_delete()",
    "CREATE OR REPLACE FUNCTION visit_correction_stays() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a visit is kept for ever'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_correction_stays BEFORE DELETE ON visit_correction FOR EACH ROW EXECUTE FUNCTION visit_correction_stays()",
    "CREATE OR REPLACE FUNCTION visit_correction_decided() RETURNS trigger AS $$ BEGIN IF (OLD.state <> 'PROPOSED') THEN RAISE EXCEPTION 'a visit is kept for ever'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_correction_decided BEFORE UPDATE ON visit_correction FOR EACH ROW EXECUTE FUNCTION visit_correction_decided()",
    "CREATE OR REPLACE FUNCTION visit_appeal_stays() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a visit is kept for ever'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_appeal_stays BEFORE DELETE ON visit_appeal FOR EACH ROW EXECUTE FUNCTION visit_appeal_stays()",
    "CREATE OR REPLACE FUNCTION visit_appeal_decided() RETURNS trigger AS $$ BEGIN IF (OLD.state <> 'FILED') THEN RAISE EXCEPTION 'a visit is kept for ever'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_appeal_decided BEFORE UPDATE ON visit_appeal FOR EACH ROW EXECUTE FUNCTION visit_appeal_decided()",
    "CREATE OR REPLACE FUNCTION visit_record_stays() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a phone sent is kept for ever'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_record_stays BEFORE DELETE ON visit_record FOR EACH ROW EXECUTE FUNCTION visit_record_stays()",
    "CREATE OR REPLACE FUNCTION visit_record_closed() RETURNS trigger AS $$ BEGIN IF (OLD.state = 'AT_THE_OFFICE' AND (NEW.visit_id IS DISTINCT FROM OLD.visit_id OR NEW.user_id IS DISTINCT FROM OLD.user_id OR NEW.seq IS DISTINCT FROM OLD.seq OR NEW.final IS DISTINCT FROM OLD.final OR NEW.content_sealed IS DISTINCT FROM OLD.content_sealed OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.state IS DISTINCT FROM OLD.state OR NEW.files IS DISTINCT FROM OLD.files)) THEN RAISE EXCEPTION 'a record that is complete at the office never changes'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_record_closed BEFORE UPDATE ON visit_record FOR EACH ROW EXECUTE FUNCTION visit_record_closed()",
    "CREATE OR REPLACE FUNCTION visit_put_aside_stays() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a phone sent is kept for ever'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_put_aside_stays BEFORE DELETE ON visit_put_aside FOR EACH ROW EXECUTE FUNCTION visit_put_aside_stays()",
    "CREATE OR REPLACE FUNCTION visit_put_aside_same() RETURNS trigger AS $$ BEGIN IF (OLD.settled IS NOT NULL OR (NEW.record_id IS DISTINCT FROM OLD.record_id OR NEW.visit_id IS DISTINCT FROM OLD.visit_id OR NEW.user_id IS DISTINCT FROM OLD.user_id OR NEW.phone_id IS DISTINCT FROM OLD.phone_id OR NEW.because IS DISTINCT FROM OLD.because OR NEW.content_sealed IS DISTINCT FROM OLD.content_sealed OR NEW.digest IS DISTINCT FROM OLD.digest)) THEN RAISE EXCEPTION 'what a phone sent is kept for ever'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_put_aside_same BEFORE UPDATE ON visit_put_aside FOR EACH ROW EXECUTE FUNCTION visit_put_aside_same()",
    "CREATE OR REPLACE FUNCTION visit_clash_stays() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a phone sent is kept for ever'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_clash_stays BEFORE DELETE ON visit_clash FOR EACH ROW EXECUTE FUNCTION visit_clash_stays()",
    "CREATE OR REPLACE FUNCTION visit_clash_settled() RETURNS trigger AS $$ BEGIN IF (OLD.settled_at IS NOT NULL) THEN RAISE EXCEPTION 'what a phone sent is kept for ever'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER visit_clash_settled BEFORE UPDATE ON visit_clash FOR EACH ROW EXECUTE FUNCTION visit_clash_settled()",
    "CREATE OR REPLACE FUNCTION death_review_of_a_death() RETURNS trigger AS $$ BEGIN IF (NOT EXISTS (SELECT 1 FROM stay s LEFT JOIN exit_correction x ON x.stay_id = s.id AND x.approved WHERE s.id = NEW.stay_id AND coalesce(x.exit, s.exit) = 'DIED')) THEN RAISE EXCEPTION 'a review of a death needs a death'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER death_review_of_a_death BEFORE INSERT ON death_review FOR EACH ROW EXECUTE FUNCTION death_review_of_a_death()",
    "CREATE OR REPLACE FUNCTION death_review_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER death_review_no_update BEFORE UPDATE ON death_review FOR EACH ROW EXECUTE FUNCTION death_review_no_update()",
    "CREATE OR REPLACE FUNCTION death_review_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER death_review_no_delete BEFORE DELETE ON death_review FOR EACH ROW EXECUTE FUNCTION death_review_no_delete()",
    "CREATE OR REPLACE FUNCTION marriage_plan_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER marriage_plan_no_delete BEFORE DELETE ON marriage_plan FOR EACH ROW EXECUTE FUNCTION marriage_plan_no_delete()",
    "CREATE OR REPLACE FUNCTION marriage_plan_police_once() RETURNS trigger AS $$ BEGIN IF (OLD.police_on IS NOT NULL) THEN RAISE EXCEPTION 'what a decision rests on is never changed'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER marriage_plan_police_once BEFORE UPDATE ON marriage_plan FOR EACH ROW EXECUTE FUNCTION marriage_plan_police_once()",
    "CREATE OR REPLACE FUNCTION child_age_line_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER child_age_line_no_update BEFORE UPDATE ON child_age_line FOR EACH ROW EXECUTE FUNCTION child_age_line_no_update()",
    "CREATE OR REPLACE FUNCTION child_age_line_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER child_age_line_no_delete BEFORE DELETE ON child_age_line FOR EACH ROW EXECUTE FUNCTION child_age_line_no_delete()",
    "CREATE OR REPLACE FUNCTION child_sibling_line_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER child_sibling_line_no_update BEFORE UPDATE ON child_sibling_line FOR EACH ROW EXECUTE FUNCTION child_sibling_line_no_update()",
    "CREATE OR REPLACE FUNCTION child_sibling_line_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER child_sibling_line_no_delete BEFORE DELETE ON child_sibling_line FOR EACH ROW EXECUTE FUNCTION child_sibling_line_no_delete()",
    "CREATE OR REPLACE FUNCTION stay_goes_on_as_it_was() RETURNS trigger AS $$ BEGIN IF (NEW.continues_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stay o JOIN exit_correction x ON x.stay_id = o.id AND x.approved AND x.exit = 'NEW_BASIS' WHERE o.id = NEW.continues_id AND o.ended_at = NEW.started_at AND o.child_id IS NOT DISTINCT FROM NEW.child_id AND o.home_id IS NOT DISTINCT FROM NEW.home_id AND o.care_type IS NOT DISTINCT FROM NEW.care_type AND o.basis IS NOT DISTINCT FROM NEW.basis AND o.warrant_id IS NOT DISTINCT FROM NEW.warrant_id AND o.limit_on IS NOT DISTINCT FROM NEW.limit_on)) THEN RAISE EXCEPTION 'a stay goes on only as it was, after its leaving was corrected'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER stay_goes_on_as_it_was BEFORE INSERT ON stay FOR EACH ROW EXECUTE FUNCTION stay_goes_on_as_it_was()",
    "CREATE OR REPLACE FUNCTION exit_correction_fits() RETURNS trigger AS $$ BEGIN IF (NEW.approved IS NOT NULL OR NOT EXISTS (SELECT 1 FROM stay s JOIN child c ON c.id = s.child_id WHERE s.id = NEW.stay_id AND s.ended_at IS NOT NULL AND s.started_at <= NEW.ended_at AND (NEW.exit <> 'NEW_BASIS' OR NEW.ended_at = s.ended_at) AND (NEW.exit NOT IN ('TURNED_18', 'MARRIED_ADULT', 'LEFT_ALONE_ADULT') OR (c.born_latest + interval '18 years')::date <= (NEW.ended_at AT TIME ZONE 'Asia/Karachi')::date))) THEN RAISE EXCEPTION 'a correction fits its stay and is decided once'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER exit_correction_fits BEFORE INSERT ON exit_correction FOR EACH ROW EXECUTE FUNCTION exit_correction_fits()",
    "CREATE OR REPLACE FUNCTION exit_correction_to_a_woman() RETURNS trigger AS $$ BEGIN IF (NEW.consent_to_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM user_account u WHERE u.id = NEW.consent_to_id AND u.woman)) THEN RAISE EXCEPTION 'the consent to a marriage is heard by a woman officer'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER exit_correction_to_a_woman BEFORE INSERT ON exit_correction FOR EACH ROW EXECUTE FUNCTION exit_correction_to_a_woman()",
    "CREATE OR REPLACE FUNCTION exit_correction_decided_once() RETURNS trigger AS $$ BEGIN IF (OLD.approved IS NOT NULL OR NEW.stay_id IS DISTINCT FROM OLD.stay_id OR NEW.ended_at IS DISTINCT FROM OLD.ended_at OR NEW.exit IS DISTINCT FROM OLD.exit OR NEW.exit_order IS DISTINCT FROM OLD.exit_order OR NEW.exit_court IS DISTINCT FROM OLD.exit_court OR NEW.exit_to IS DISTINCT FROM OLD.exit_to OR NEW.exit_district IS DISTINCT FROM OLD.exit_district OR NEW.exit_authority IS DISTINCT FROM OLD.exit_authority OR NEW.destination_sealed IS DISTINCT FROM OLD.destination_sealed OR NEW.nikahnama_number IS DISTINCT FROM OLD.nikahnama_number OR NEW.consent_on IS DISTINCT FROM OLD.consent_on OR NEW.consent_to_id IS DISTINCT FROM OLD.consent_to_id OR NEW.death_cause IS DISTINCT FROM OLD.death_cause OR NEW.death_certified_by IS DISTINCT FROM OLD.death_certified_by OR NEW.found_dead IS DISTINCT FROM OLD.found_dead OR NEW.burial_place_sealed IS DISTINCT FROM OLD.burial_place_sealed OR NEW.burial_number IS DISTINCT FROM OLD.burial_number OR NEW.burial_pending IS DISTINCT FROM OLD.burial_pending OR NEW.police_on IS DISTINCT FROM OLD.police_on OR NEW.police_number IS DISTINCT FROM OLD.police_number OR NEW.death_review_on IS DISTINCT FROM OLD.death_review_on OR NEW.reason_sealed IS DISTINCT FROM OLD.reason_sealed OR NEW.proposed_by IS DISTINCT FROM OLD.proposed_by OR NEW.proposed_at IS DISTINCT FROM OLD.proposed_at) THEN RAISE EXCEPTION 'a correction fits its stay and is decided once'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER exit_correction_decided_once BEFORE UPDATE ON exit_correction FOR EACH ROW EXECUTE FUNCTION exit_correction_decided_once()",
    "CREATE OR REPLACE FUNCTION missing_child_fir_once() RETURNS trigger AS $$ BEGIN IF (OLD.fir_number IS NOT NULL) THEN RAISE EXCEPTION 'what a decision rests on is never changed'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER missing_child_fir_once BEFORE UPDATE ON missing_child FOR EACH ROW EXECUTE FUNCTION missing_child_fir_once()",
    "CREATE OR REPLACE FUNCTION missing_child_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER missing_child_no_delete BEFORE DELETE ON missing_child FOR EACH ROW EXECUTE FUNCTION missing_child_no_delete()",
    "CREATE OR REPLACE FUNCTION exit_correction_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a decision rests on is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER exit_correction_no_delete BEFORE DELETE ON exit_correction FOR EACH ROW EXECUTE FUNCTION exit_correction_no_delete()",
    "CREATE OR REPLACE FUNCTION gatekeeping_first_view_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a decision is never changed; a later one is a new entry'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_first_view_no_update BEFORE UPDATE ON gatekeeping_first_view FOR EACH ROW EXECUTE FUNCTION gatekeeping_first_view_no_update()",
    "CREATE OR REPLACE FUNCTION gatekeeping_first_view_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a decision is never changed; a later one is a new entry'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_first_view_no_delete BEFORE DELETE ON gatekeeping_first_view FOR EACH ROW EXECUTE FUNCTION gatekeeping_first_view_no_delete()",
    "CREATE OR REPLACE FUNCTION gatekeeping_override_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a decision is never changed; a later one is a new entry'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_override_no_update BEFORE UPDATE ON gatekeeping_override FOR EACH ROW EXECUTE FUNCTION gatekeeping_override_no_update()",
    "CREATE OR REPLACE FUNCTION gatekeeping_override_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a decision is never changed; a later one is a new entry'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_override_no_delete BEFORE DELETE ON gatekeeping_override FOR EACH ROW EXECUTE FUNCTION gatekeeping_override_no_delete()",
    "CREATE OR REPLACE FUNCTION gatekeeping_decision_no_update() RETURNS trigger AS $$ BEGIN IF (OLD.locked_at IS NOT NULL OR NEW.case_id IS DISTINCT FROM OLD.case_id OR NEW.meeting_id IS DISTINCT FROM OLD.meeting_id OR NEW.outcome IS DISTINCT FROM OLD.outcome OR NEW.care_type IS DISTINCT FROM OLD.care_type OR NEW.home_id IS DISTINCT FROM OLD.home_id OR NEW.decided_on IS DISTINCT FROM OLD.decided_on OR NEW.reasons_sealed IS DISTINCT FROM OLD.reasons_sealed OR NEW.conditions_sealed IS DISTINCT FROM OLD.conditions_sealed OR NEW.dissent_sealed IS DISTINCT FROM OLD.dissent_sealed OR NEW.question IS DISTINCT FROM OLD.question OR NEW.review_on IS DISTINCT FROM OLD.review_on OR NEW.rules_version IS DISTINCT FROM OLD.rules_version OR NEW.recorded_by IS DISTINCT FROM OLD.recorded_by) THEN RAISE EXCEPTION 'a decision is never changed; a later one is a new entry'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_decision_no_update BEFORE UPDATE ON gatekeeping_decision FOR EACH ROW EXECUTE FUNCTION gatekeeping_decision_no_update()",
    "CREATE OR REPLACE FUNCTION gatekeeping_decision_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a decision is never changed; a later one is a new entry'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_decision_no_delete BEFORE DELETE ON gatekeeping_decision FOR EACH ROW EXECUTE FUNCTION gatekeeping_decision_no_delete()",
    "CREATE OR REPLACE FUNCTION gatekeeping_review_vote_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a review rests on is never changed'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_review_vote_no_update BEFORE UPDATE ON gatekeeping_review_vote FOR EACH ROW EXECUTE FUNCTION gatekeeping_review_vote_no_update()",
    "CREATE OR REPLACE FUNCTION gatekeeping_review_vote_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a review rests on is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_review_vote_no_delete BEFORE DELETE ON gatekeeping_review_vote FOR EACH ROW EXECUTE FUNCTION gatekeeping_review_vote_no_delete()",
    "CREATE OR REPLACE FUNCTION arrival_trace_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a notice of arrival said is never changed'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER arrival_trace_no_update BEFORE UPDATE ON arrival_trace FOR EACH ROW EXECUTE FUNCTION arrival_trace_no_update()",
    "CREATE OR REPLACE FUNCTION arrival_trace_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what a notice of arrival said is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER arrival_trace_no_delete BEFORE DELETE ON arrival_trace FOR EACH ROW EXECUTE FUNCTION arrival_trace_no_delete()",
    "CREATE OR REPLACE FUNCTION nadra_step_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what is written in a NADRA pack stays; a later line corrects it'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER nadra_step_no_update BEFORE UPDATE ON nadra_step FOR EACH ROW EXECUTE FUNCTION nadra_step_no_update()",
    "CREATE OR REPLACE FUNCTION nadra_step_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'what is written in a NADRA pack stays; a later line corrects it'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER nadra_step_no_delete BEFORE DELETE ON nadra_step FOR EACH ROW EXECUTE FUNCTION nadra_step_no_delete()",
    "CREATE OR REPLACE FUNCTION gatekeeping_vote_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a decision is never changed; a later one is a new entry'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_vote_no_update BEFORE UPDATE ON gatekeeping_vote FOR EACH ROW EXECUTE FUNCTION gatekeeping_vote_no_update()",
    "CREATE OR REPLACE FUNCTION gatekeeping_vote_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a decision is never changed; a later one is a new entry'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER gatekeeping_vote_no_delete BEFORE DELETE ON gatekeeping_vote FOR EACH ROW EXECUTE FUNCTION gatekeeping_vote_no_delete()",
    "CREATE OR REPLACE FUNCTION authorisation_on_standing_ruling() RETURNS trigger AS $$ BEGIN IF (NEW.standing IN ('IN_FORCE', 'SUSPENDED') AND EXISTS (SELECT 1 FROM ruling r WHERE r.id = NEW.ruling_id AND r.set_aside_on IS NOT NULL)) THEN RAISE EXCEPTION 'its decision was set aside'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER authorisation_on_standing_ruling BEFORE INSERT ON authorisation FOR EACH ROW EXECUTE FUNCTION authorisation_on_standing_ruling()",
    "CREATE OR REPLACE FUNCTION authorisation_stays_set_aside() RETURNS trigger AS $$ BEGIN IF (NEW.standing IN ('IN_FORCE', 'SUSPENDED') AND EXISTS (SELECT 1 FROM ruling r WHERE r.id = NEW.ruling_id AND r.set_aside_on IS NOT NULL)) THEN RAISE EXCEPTION 'its decision was set aside'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER authorisation_stays_set_aside BEFORE UPDATE ON authorisation FOR EACH ROW EXECUTE FUNCTION authorisation_stays_set_aside()",
    "CREATE OR REPLACE FUNCTION ruling_carries_nothing() RETURNS trigger AS $$ BEGIN IF (NEW.set_aside_on IS NOT NULL AND EXISTS (SELECT 1 FROM authorisation a WHERE a.ruling_id = NEW.id AND a.standing IN ('IN_FORCE', 'SUSPENDED'))) THEN RAISE EXCEPTION 'an authorisation rests on this decision'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER ruling_carries_nothing BEFORE UPDATE ON ruling FOR EACH ROW EXECUTE FUNCTION ruling_carries_nothing()",
    "CREATE OR REPLACE FUNCTION ruling_set_aside_with_reason() RETURNS trigger AS $$ BEGIN IF (NEW.set_aside_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.ruling_id = NEW.id AND s.mode = 'ACT')) THEN RAISE EXCEPTION 'nobody wrote why this decision is set aside'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER ruling_set_aside_with_reason BEFORE UPDATE ON ruling FOR EACH ROW EXECUTE FUNCTION ruling_set_aside_with_reason()",
    "CREATE OR REPLACE FUNCTION ruling_set_aside_kept() RETURNS trigger AS $$ BEGIN IF (OLD.set_aside_on IS NOT NULL) THEN RAISE EXCEPTION 'a decision that was set aside is never changed'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER ruling_set_aside_kept BEFORE UPDATE ON ruling FOR EACH ROW EXECUTE FUNCTION ruling_set_aside_kept()",
    "CREATE OR REPLACE FUNCTION ruling_set_aside_no_delete() RETURNS trigger AS $$ BEGIN IF (OLD.set_aside_on IS NOT NULL) THEN RAISE EXCEPTION 'a decision that was set aside is never changed'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER ruling_set_aside_no_delete BEFORE DELETE ON ruling FOR EACH ROW EXECUTE FUNCTION ruling_set_aside_no_delete()",
    "CREATE OR REPLACE FUNCTION set_aside_names_its_decider() RETURNS trigger AS $$ BEGIN IF (NOT EXISTS (SELECT 1 FROM ruling r WHERE r.id = NEW.ruling_id AND r.by_id = NEW.decided_by_id)) THEN RAISE EXCEPTION 'this is not who took the decision'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER set_aside_names_its_decider BEFORE INSERT ON set_aside FOR EACH ROW EXECUTE FUNCTION set_aside_names_its_decider()",
    "CREATE OR REPLACE FUNCTION set_aside_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a decision that was set aside is never changed'; RETURN NEW; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER set_aside_no_update BEFORE UPDATE ON set_aside FOR EACH ROW EXECUTE FUNCTION set_aside_no_update()",
    "CREATE OR REPLACE FUNCTION set_aside_no_delete() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'a decision that was set aside is never changed'; RETURN OLD; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER set_aside_no_delete BEFORE DELETE ON set_aside FOR EACH ROW EXECUTE FUNCTION set_aside_no_delete()",
]
FUNCTIONS = [
    "arrival_is_not_edited",
    "arrival_is_settled_once",
    "arrival_no_delete",
    "arrival_notice_is_not_edited",
    "arrival_notice_no_delete",
    "arrival_trace_no_delete",
    "arrival_trace_no_update",
    "audit_is_append_only",
    "authorisation_on_standing_ruling",
    "authorisation_stays_set_aside",
    "child_age_line_no_delete",
    "child_age_line_no_update",
    "child_b_form_step_no_delete",
    "child_b_form_step_no_update",
    "child_sibling_line_no_delete",
    "child_sibling_line_no_update",
    "complaint_step_append_only",
    "court_filing_no_delete",
    "court_filing_no_update",
    "death_review_no_delete",
    "death_review_no_update",
    "death_review_of_a_death",
    "exit_correction_decided_once",
    "exit_correction_fits",
    "exit_correction_no_delete",
    "exit_correction_to_a_woman",
    "field_phone_revoked",
    "field_phone_stays",
    "gatekeeping_decision_no_delete",
    "gatekeeping_decision_no_update",
    "gatekeeping_first_view_no_delete",
    "gatekeeping_first_view_no_update",
    "gatekeeping_override_no_delete",
    "gatekeeping_override_no_update",
    "gatekeeping_review_item_no_delete",
    "gatekeeping_review_item_no_update",
    "gatekeeping_review_preparation_no_delete",
    "gatekeeping_review_preparation_no_update",
    "gatekeeping_review_vote_no_delete",
    "gatekeeping_review_vote_no_update",
    "gatekeeping_seat_clear",
    "gatekeeping_vote_no_delete",
    "gatekeeping_vote_no_update",
    "home_step_is_kept",
    "incident_child_no_delete",
    "incident_child_no_update",
    "incident_is_not_deleted",
    "incident_is_not_edited",
    "incident_serial",
    "incident_step_no_delete",
    "incident_step_no_update",
    "ladder_answer_by_the_rules",
    "ladder_answer_no_delete",
    "ladder_answer_no_update",
    "ladder_reason_no_delete",
    "ladder_reason_no_update",
    "legacy_list_not_back",
    "legacy_list_not_deleted",
    "legacy_review_no_delete",
    "legacy_review_no_update",
    "legacy_row_kept",
    "legacy_row_not_deleted",
    "legacy_row_while_written",
    "marriage_plan_no_delete",
    "marriage_plan_police_once",
    "missing_child_fir_once",
    "missing_child_no_delete",
    "monthly_return_no_delete",
    "monthly_return_no_update",
    "nadra_pack_no_delete",
    "nadra_pack_no_update",
    "nadra_sheet_no_delete",
    "nadra_sheet_no_update",
    "nadra_step_no_delete",
    "nadra_step_no_update",
    "place_answer_no_delete",
    "place_answer_no_update",
    "placements_not_emptied",
    "return_settlement_no_delete",
    "return_settlement_no_update",
    "rota_shift_clear",
    "rota_shift_gone",
    "rota_shift_kept",
    "rota_shift_stays",
    "ruling_carries_nothing",
    "ruling_set_aside_kept",
    "ruling_set_aside_no_delete",
    "ruling_set_aside_with_reason",
    "set_aside_names_its_decider",
    "set_aside_no_delete",
    "set_aside_no_update",
    "standards_version_kept",
    "standards_version_stays",
    "stay_and_its_child_insert",
    "stay_and_its_child_update",
    "stay_consent_to_a_woman_insert",
    "stay_consent_to_a_woman_update",
    "stay_ends_once",
    "stay_exit_of_adults_insert",
    "stay_exit_of_adults_update",
    "stay_goes_on_as_it_was",
    "stay_in_turn",
    "stay_is_not_deleted",
    "stay_is_not_edited",
    "stay_legacy_is_listed",
    "stay_needs_ladder",
    "stay_not_after_death",
    "visit_answer_closed_delete",
    "visit_answer_closed_insert",
    "visit_answer_closed_update",
    "visit_appeal_decided",
    "visit_appeal_stays",
    "visit_clash_settled",
    "visit_clash_stays",
    "visit_comment_answer_no_delete",
    "visit_comment_answer_no_update",
    "visit_comment_no_delete",
    "visit_comment_no_update",
    "visit_correction_decided",
    "visit_correction_stays",
    "visit_facts_stay",
    "visit_paper_no_delete",
    "visit_paper_no_update",
    "visit_put_aside_same",
    "visit_put_aside_stays",
    "visit_record_closed",
    "visit_record_file_stays",
    "visit_record_stays",
    "visit_stays",
    "visit_team_member_clear",
    "visit_team_member_closed_delete",
    "visit_team_member_closed_insert",
    "visit_team_member_closed_update",
    "visitors_book_entry_no_delete",
    "visitors_book_entry_no_update",
    "visitors_book_step_after_done",
    "visitors_book_step_no_delete",
    "visitors_book_step_no_update",
    "warrant_no_delete",
    "warrant_no_update",
    "warrant_rung_no_delete",
    "warrant_rung_no_update",
]


def upgrade() -> None:
    # ### commands auto generated by Alembic - please adjust! ###
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False, comment="1, 2, 3 … without a gap"),
        sa.Column("prev", sa.String(length=64), nullable=False, comment="mac of the line before"),
        sa.Column("mac", sa.String(length=64), nullable=False, comment="keyed hash of this line and of prev"),
        sa.Column("key_id", sa.String(length=16), nullable=False, comment="which key made the mac"),
        sa.Column(
            "at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=False,
            comment="when, by the server's clock",
        ),
        sa.Column("action", sa.String(length=80), nullable=False, comment="what was done, as noun:verb"),
        sa.Column("actor_id", sa.Uuid(), nullable=True, comment="who did it; empty for the system"),
        sa.Column("actor_role", sa.String(length=40), nullable=False, comment="in which role"),
        sa.Column("subject_type", sa.String(length=60), nullable=False, comment="table of the thing"),
        sa.Column("subject_id", sa.Uuid(), nullable=True, comment="key of the thing"),
        sa.Column("outcome", sa.String(length=20), nullable=False, comment="done or refused"),
        sa.Column("reason", sa.String(length=500), nullable=True, comment="why, where a reason must be given"),
        sa.Column(
            "changes",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="column -> [before, after]; sensitive ones named only",
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("mac", name=op.f("uq_audit_entry_mac")),
        sa.UniqueConstraint("prev", name=op.f("uq_audit_entry_prev")),
    )
    op.create_index(op.f("ix_audit_entry_action"), "audit_entry", ["action"], unique=False)
    op.create_index(op.f("ix_audit_entry_actor_id"), "audit_entry", ["actor_id"], unique=False)
    op.create_index(op.f("ix_audit_entry_at"), "audit_entry", ["at"], unique=False)
    op.create_index(op.f("ix_audit_entry_subject_id"), "audit_entry", ["subject_id"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.Column(
            "shown",
            sa.String(length=32),
            nullable=False,
            comment="another text after each change of what the public list shows",
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "child",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column(
            "sex",
            sa.Enum("girl", "boy", "transgender", name="sex", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("born_earliest", sa.Date(), nullable=False),
        sa.Column("born_latest", sa.Date(), nullable=False, comment="the younger bound: the one that protects"),
        sa.Column(
            "age_method",
            sa.Enum(
                "DOCUMENT",
                "SAID",
                "ESTIMATED",
                "DISPUTED",
                name="agemethod",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("home_district", sa.String(length=12), nullable=False, comment="SD-HYD, or OUT-PB … OUT-UNKNOWN"),
        sa.Column("sibling_group", sa.Uuid(), nullable=True, comment="brothers and sisters share it"),
        sa.Column("unaccompanied", sa.Boolean(), nullable=True),
        sa.Column("disability", sa.Boolean(), nullable=False),
        sa.Column("special_needs", sa.String(length=300), nullable=False, comment="needs, separated by commas"),
        sa.Column("created_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "speech",
            sa.Enum(
                "SINDHI",
                "URDU",
                "PASHTO",
                "BALOCHI",
                "PUNJABI",
                "SARAIKI",
                "BENGALI",
                "SIGNS",
                "OTHER",
                "NOT_KNOWN",
                name="speech",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
            comment="language in which the child is spoken to",
        ),
        sa.Column(
            "faith",
            sa.Enum(
                "MUSLIM",
                "HINDU",
                "CHRISTIAN",
                "SIKH",
                "OTHER",
                name="faith",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "faith_need",
            sa.Enum(
                "FOOD_AND_PRAYER",
                "CHOICE_OF_FAMILY",
                "CHILD_ASKED",
                name="faithneed",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
            comment="why the faith is recorded",
        ),
        sa.CheckConstraint("(faith IS NULL) = (faith_need IS NULL)", name=op.f("ck_child_faith_has_need")),
        sa.CheckConstraint("born_earliest <= born_latest", name=op.f("ck_child_birth")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child")),
        sa.UniqueConstraint("code", name=op.f("uq_child_code")),
    )
    op.create_index(op.f("ix_child_sibling_group"), "child", ["sibling_group"], unique=False)
    op.create_table(
        "complaint_code_try",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit", sa.String(length=64), nullable=False, comment="random mark of the child's session"),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_code_try")),
    )
    op.create_index("ix_complaint_code_try_home", "complaint_code_try", ["home_id", "at"], unique=False)
    op.create_index("ix_complaint_code_try_visit", "complaint_code_try", ["visit", "at"], unique=False)
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False, comment="the last number given"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "duty_done",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "day", name=op.f("pk_duty_done")),
    )
    op.create_table(
        "gatekeeping_body",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "template",
            sa.Enum("GB1", "GB2", "GB3", "GB4", name="template", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "notification", sa.String(length=120), nullable=False, comment="number of the notification that made it"
        ),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_body")),
    )
    op.create_table(
        "ladder_reason",
        sa.Column("rules_version", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column(
            "rung",
            sa.Enum(
                "PRESERVE",
                "REUNIFY",
                "KINSHIP",
                "GUARDIAN",
                "FOSTER",
                "KAFALAH",
                "SIL",
                "SMALL_GROUP",
                "RESIDENTIAL",
                name="rung",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("valid_days", sa.Integer(), nullable=True, comment="empty: it does not expire"),
        sa.PrimaryKeyConstraint("rules_version", "code", "rung", name=op.f("pk_ladder_reason")),
    )
    op.create_table(
        "listed_service",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("name_ur", sa.String(length=160), nullable=False),
        sa.Column("name_sd", sa.String(length=160), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "HELPLINE",
                "FAMILY",
                "COUNSELLING",
                "HEALTH",
                "DISABILITY",
                "SCHOOL",
                "LAW",
                "POLICE",
                "SHELTER",
                "PAPERS",
                "MONEY",
                "DRUGS",
                "WELFARE_OFFICE",
                name="servicekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "run_by",
            sa.Enum("DEPARTMENT", "ORGANISATION", name="runby", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("district", sa.String(length=6), nullable=True, comment="district code; empty: all of Sindh"),
        sa.Column("phone", sa.String(length=20), nullable=False, comment="the office's own number, public"),
        sa.Column("place", sa.String(length=200), nullable=False, comment="where it is; empty when that is not public"),
        sa.Column(
            "days",
            sa.Enum(
                "ALWAYS",
                "EVERY_DAY",
                "MON_SAT",
                "MON_FRI",
                name="days",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opens", sa.String(length=5), nullable=False, comment="HH:MM; empty when open day and night"),
        sa.Column("closes", sa.String(length=5), nullable=False),
        sa.Column(
            "may_refer",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="codes of MayRefer",
        ),
        sa.Column("agreed_until", sa.Date(), nullable=True, comment="last day of the written agreement"),
        sa.Column("focal_sealed", sa.LargeBinary(), nullable=True, comment="name of the focal person"),
        sa.Column("focal_phone_sealed", sa.LargeBinary(), nullable=True, comment="number of the focal person"),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("made_up", sa.Boolean(), nullable=False, comment="belongs to the demonstration and says so"),
        sa.Column("checked_on", sa.Date(), nullable=False, comment="when somebody last saw that it is right"),
        sa.Column("ended_on", sa.Date(), nullable=True, comment="it is listed no more since this day"),
        sa.CheckConstraint(
            "(days = 'ALWAYS') = (opens = '') AND (days = 'ALWAYS') = (closes = '')",
            name=op.f("ck_listed_service_hours"),
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_listed_service_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_service")),
    )
    op.create_index("ix_listed_service_by_kind", "listed_service", ["kind", "district"], unique=False)
    op.create_index(op.f("ix_listed_service_district"), "listed_service", ["district"], unique=False)
    op.create_table(
        "office",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("title_ur", sa.String(length=120), nullable=False),
        sa.Column("title_sd", sa.String(length=120), nullable=False),
        sa.Column(
            "holder", sa.String(length=120), nullable=True, comment="who holds the office now, as a letter names them"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_office")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_ur", sa.String(length=200), nullable=True),
        sa.Column("name_sd", sa.String(length=200), nullable=True),
        sa.Column(
            "ownership",
            sa.Enum(
                "SWD",
                "SCPA",
                "WOMEN_DEVELOPMENT",
                "OTHER_PROVINCIAL",
                "FEDERAL_PBM",
                "NGO",
                "TRUST",
                "FAITH_BODY",
                "PRIVATE",
                "FAMILY",
                name="ownership",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "registration_law", sa.String(length=40), nullable=True, comment="registration.yaml other_registrations"
        ),
        sa.Column("registration_number", sa.String(length=60), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("created_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum("mail", "sms", name="channel", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("to", sa.String(length=254), nullable=False, comment="mail address or phone number"),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "once_key",
            sa.String(length=200),
            nullable=True,
            comment="a second message with the same key is not written",
        ),
        sa.Column(
            "confidential",
            sa.Boolean(),
            nullable=False,
            comment="that it was sent says something; the demonstration's list leaves it out",
        ),
        sa.Column("created_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("not_before", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_outbox_message_attempts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("once_key", name=op.f("uq_outbox_message_once_key")),
    )
    op.create_index("ix_outbox_message_waiting", "outbox_message", ["sent_at", "not_before"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False, comment="name, as first given or as on the card"),
        sa.Column(
            "identity_kind",
            sa.Enum(
                "CNIC",
                "NICOP",
                "POC",
                "POR_OR_ACC_CARD",
                "PASSPORT",
                "VOUCHED_BY_TWO_CNIC_HOLDERS",
                name="identitykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("identity_sealed", sa.LargeBinary(), nullable=True, comment="identity number, in its normal form"),
        sa.Column("identity_digest", sa.String(length=90), nullable=True),
        sa.Column(
            "vouched_sealed", sa.LargeBinary(), nullable=True, comment="who vouches: two names and CNICs, a line each"
        ),
        sa.Column("woman", sa.Boolean(), nullable=True, comment="empty when not said"),
        sa.Column(
            "searched_on", sa.Date(), nullable=True, comment="last night on which the list of offenders was searched"
        ),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(identity_kind = 'VOUCHED_BY_TWO_CNIC_HOLDERS') = (identity_sealed IS NULL) AND (identity_sealed IS NULL) = (vouched_sealed IS NOT NULL)",
            name=op.f("ck_person_number_or_vouched"),
        ),
        sa.CheckConstraint(
            "(identity_sealed IS NULL) = (identity_digest IS NULL)", name=op.f("ck_person_number_has_hash")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("identity_digest", name=op.f("uq_person_identity_digest")),
    )
    op.create_table(
        "reference_set",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("package", sa.String(length=80), nullable=False, comment="whose rules these are"),
        sa.Column(
            "name", sa.String(length=60), nullable=False, comment="standards, gatekeeping, complaints, districts …"
        ),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False, comment="draft, approved or withdrawn"),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the file as it was shipped"),
        sa.Column("body", sa.Text(), nullable=False, comment="the file as it was shipped"),
        sa.Column("loaded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('draft', 'approved', 'withdrawn')", name=op.f("ck_reference_set_status")),
        sa.CheckConstraint("in_force_to IS NULL OR in_force_to >= in_force_from", name=op.f("ck_reference_set_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_set")),
        sa.UniqueConstraint("package", "name", "version", name=op.f("uq_reference_set_package_name_version")),
    )
    op.create_table(
        "seal_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.String(length=8), nullable=False, comment="first signs of its SHA-256"),
        sa.Column("raw", sa.LargeBinary(length=32), nullable=False, comment="Ed25519, 32 bytes"),
        sa.Column("since", sa.Date(), nullable=False, comment="the first certificate signed with it"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal_key")),
        sa.UniqueConstraint("key_id", name=op.f("uq_seal_key_key_id")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index("ix_sign_in_attempt_recent", "sign_in_attempt", ["digest", "at"], unique=False)
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes as served"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the bytes as served"),
        sa.Column(
            "name", sa.String(length=120), nullable=False, comment="what the person who gave it called it, cleaned"
        ),
        sa.Column("given_by", sa.Uuid(), nullable=True, comment="key of the person"),
        sa.Column("stored_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("too_dark", sa.Boolean(), nullable=False, comment="a photo on which writing can hardly be read"),
        sa.CheckConstraint("size > 0", name=op.f("ck_stored_file_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    op.create_index(op.f("ix_stored_file_given_by"), "stored_file", ["given_by"], unique=False)
    op.create_table(
        "user_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True, comment="lower case"),
        sa.Column("phone", sa.String(length=20), nullable=True, comment="+92…"),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("password_set_on", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column(
            "agency",
            sa.Enum(
                "SCPA",
                "SWD",
                "CPU",
                "POLICE",
                "OTHER",
                name="agency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "woman", sa.Boolean(), nullable=True, comment="asked where the rules ask for a woman; empty when not said"
        ),
        sa.Column("health_professional", sa.Boolean(), nullable=False),
        sa.Column("disabled_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("created_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("language IN ('en', 'ur', 'sd')", name=op.f("ck_user_account_language")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_user_account_email_lower")),
        sa.CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name=op.f("ck_user_account_reachable")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
        sa.UniqueConstraint("phone", name=op.f("uq_user_account_phone")),
    )
    op.create_table(
        "web_session",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=1), nullable=False, comment="s staff, p child"),
        sa.Column("user_id", sa.String(length=36), nullable=True, comment="whose, for ending all of a person's"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_web_session")),
    )
    op.create_index(op.f("ix_web_session_seen_at"), "web_session", ["seen_at"], unique=False)
    op.create_index(op.f("ix_web_session_user_id"), "web_session", ["user_id"], unique=False)
    op.create_table(
        "child_age_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("born_earliest", sa.Date(), nullable=False),
        sa.Column("born_latest", sa.Date(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "DOCUMENT",
                "SAID",
                "ESTIMATED",
                "DISPUTED",
                name="agemethod",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason_sealed", sa.LargeBinary(), nullable=True, comment="why it was corrected; empty on the first line"
        ),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("born_earliest <= born_latest", name=op.f("ck_child_age_line_birth")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_child_age_line_child_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=op.f("fk_child_age_line_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_age_line")),
    )
    op.create_index(op.f("ix_child_age_line_child_id"), "child_age_line", ["child_id"], unique=False)
    op.create_table(
        "child_b_form_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 … of this child"),
        sa.Column(
            "status",
            sa.Enum("NONE", "APPLIED", "HAS", name="bform", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_child_b_form_step_number")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_child_b_form_step_child_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_child_b_form_step_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_b_form_step")),
        sa.UniqueConstraint("child_id", "number", name=op.f("uq_child_b_form_step_child_id_number")),
    )
    op.create_table(
        "child_identity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True, comment="the child's name"),
        sa.Column("parents_sealed", sa.LargeBinary(), nullable=True, comment="names of the parents"),
        sa.Column("papers_sealed", sa.LargeBinary(), nullable=True, comment="B-Form or other numbers"),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=True, comment="where the family lives"),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_child_identity_child_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_identity")),
        sa.UniqueConstraint("child_id", name=op.f("uq_child_identity_child_id")),
    )
    op.create_table(
        "child_sibling_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("other_code", sa.String(length=12), nullable=False, comment="code of the other child"),
        sa.Column("linked", sa.Boolean(), nullable=False, comment="false: taken back"),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False, comment="why"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_child_sibling_line_child_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=op.f("fk_child_sibling_line_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_sibling_line")),
    )
    op.create_index(op.f("ix_child_sibling_line_child_id"), "child_sibling_line", ["child_id"], unique=False)
    op.create_table(
        "court_filing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position_on", sa.Date(), nullable=False, comment="the day whose position it gives"),
        sa.Column("known_on", sa.Date(), nullable=False, comment="the last day of which anything was known"),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column(
            "sha256", sa.String(length=64), nullable=False, comment="of its bytes, printed on no page of its own"
        ),
        sa.Column("filed_by_id", sa.Uuid(), nullable=False),
        sa.Column("filed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("known_on >= position_on", name=op.f("ck_court_filing_known_later")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_court_filing_digest")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_court_filing_file_id")),
        sa.ForeignKeyConstraint(["filed_by_id"], ["user_account.id"], name=op.f("fk_court_filing_filed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_filing")),
        sa.UniqueConstraint("file_id", name=op.f("uq_court_filing_file_id")),
    )
    op.create_index("ix_court_filing_filed", "court_filing", ["filed_at"], unique=False)
    op.create_table(
        "desk_call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "nuisance",
                "wrong_department",
                "information",
                "child",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number_hash", sa.String(length=64), nullable=True, comment="keyed hash of the caller's number"),
        sa.Column("at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["user_account.id"], name=op.f("fk_desk_call_operator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_call")),
    )
    op.create_index(op.f("ix_desk_call_at"), "desk_call", ["at"], unique=False)
    op.create_index(op.f("ix_desk_call_kind"), "desk_call", ["kind"], unique=False)
    op.create_table(
        "duty_leave",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("cover_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("planned_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("cover_id <> user_id", name=op.f("ck_duty_leave_covered_by_another")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_duty_leave_days")),
        sa.ForeignKeyConstraint(["cover_id"], ["user_account.id"], name=op.f("fk_duty_leave_cover_id")),
        sa.ForeignKeyConstraint(["planned_by_id"], ["user_account.id"], name=op.f("fk_duty_leave_planned_by_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_duty_leave_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_leave")),
    )
    op.create_index(op.f("ix_duty_leave_user_id"), "duty_leave", ["user_id"], unique=False)
    op.create_table(
        "duty_shift",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("division", sa.String(length=12), nullable=False, comment="code of the division"),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, comment="1 is called first"),
        sa.Column("planned_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_duty_shift_ends_after_start")),
        sa.CheckConstraint("place IN (1, 2)", name=op.f("ck_duty_shift_place")),
        sa.ForeignKeyConstraint(["planned_by_id"], ["user_account.id"], name=op.f("fk_duty_shift_planned_by_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_duty_shift_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shift")),
        sa.UniqueConstraint("division", "starts_at", "place", name=op.f("uq_duty_shift_division_starts_at_place")),
    )
    op.create_index("ix_duty_shift_when", "duty_shift", ["division", "starts_at", "ends_at"], unique=False)
    op.create_table(
        "field_phone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False, comment="what its owner calls it"),
        sa.Column(
            "half_sealed", sa.LargeBinary(), nullable=True, comment="the office's half of the key of the phone's store"
        ),
        sa.Column("first_seen_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "readable_until",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=False,
            comment="then the phone forgets its half",
        ),
        sa.Column("revoked_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("revoked_by_id", sa.Uuid(), nullable=True),
        sa.Column("revoked_reason", sa.String(length=500), nullable=True),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (half_sealed IS NOT NULL) AND (revoked_at IS NULL) = (revoked_by_id IS NULL) AND (revoked_at IS NULL) = (revoked_reason IS NULL)",
            name=op.f("ck_field_phone_revoked"),
        ),
        sa.ForeignKeyConstraint(["revoked_by_id"], ["user_account.id"], name=op.f("fk_field_phone_revoked_by_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_field_phone_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_phone")),
    )
    op.create_index(op.f("ix_field_phone_user_id"), "field_phone", ["user_id"], unique=False)
    op.create_table(
        "gatekeeping_body_district",
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["gatekeeping_body.id"], name=op.f("fk_gatekeeping_body_district_body_id")
        ),
        sa.PrimaryKeyConstraint("district", name=op.f("pk_gatekeeping_body_district")),
    )
    op.create_index(
        op.f("ix_gatekeeping_body_district_body_id"), "gatekeeping_body_district", ["body_id"], unique=False
    )
    op.create_table(
        "gatekeeping_meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "PLANNED", "SITTING", "CLOSED", name="sitting", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("opened_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'CLOSED') = (closed_at IS NOT NULL)", name=op.f("ck_gatekeeping_meeting_closed")),
        sa.CheckConstraint(
            "state = 'PLANNED' OR opened_at IS NOT NULL OR closed_at IS NOT NULL",
            name=op.f("ck_gatekeeping_meeting_opened"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["gatekeeping_body.id"], name=op.f("fk_gatekeeping_meeting_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_meeting")),
    )
    op.create_index(op.f("ix_gatekeeping_meeting_body_id"), "gatekeeping_meeting", ["body_id"], unique=False)
    op.create_index(op.f("ix_gatekeeping_meeting_on_day"), "gatekeeping_meeting", ["on_day"], unique=False)
    op.create_index(
        "uq_gatekeeping_meeting_sitting",
        "gatekeeping_meeting",
        ["body_id"],
        unique=True,
        sqlite_where=sa.text("state = 'SITTING'"),
        postgresql_where=sa.text("state = 'SITTING'"),
    )
    op.create_table(
        "gatekeeping_seat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "seat",
            sa.Enum(
                "CHAIR",
                "DEPUTY_CHAIR",
                "HEALTH",
                "EDUCATION",
                "POLICE",
                "LAW",
                "CIVIL_SOCIETY",
                "COMMUNITY",
                name="seatkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_gatekeeping_seat_term")),
        sa.ForeignKeyConstraint(["body_id"], ["gatekeeping_body.id"], name=op.f("fk_gatekeeping_seat_body_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_gatekeeping_seat_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_seat")),
        sa.UniqueConstraint("body_id", "user_id", "since", name=op.f("uq_gatekeeping_seat_body_id_user_id_since")),
    )
    op.create_index(op.f("ix_gatekeeping_seat_body_id"), "gatekeeping_seat", ["body_id"], unique=False)
    op.create_index(op.f("ix_gatekeeping_seat_user_id"), "gatekeeping_seat", ["user_id"], unique=False)
    op.create_index(
        "uq_gatekeeping_seat_held",
        "gatekeeping_seat",
        ["body_id", "user_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "home",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("register_number", sa.String(length=12), nullable=False, comment="H-00042-K"),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_ur", sa.String(length=200), nullable=True),
        sa.Column("name_sd", sa.String(length=200), nullable=True),
        sa.Column(
            "run_by",
            sa.Enum(
                "SWD",
                "SCPA",
                "WOMEN_DEVELOPMENT",
                "OTHER_PROVINCIAL",
                "FEDERAL_PBM",
                "NGO",
                "TRUST",
                "FAITH_BODY",
                "PRIVATE",
                "FAMILY",
                name="ownership",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
            comment="whose home it is; for independence and routing",
        ),
        sa.Column("district", sa.String(length=6), nullable=False, comment="district code, SD-HYD"),
        sa.Column("taluka", sa.String(length=80), nullable=True),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=True, comment="street address; never public"),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("household", sa.Boolean(), nullable=False, comment="a family; its name and address are never public"),
        sa.Column(
            "shelters_survivors", sa.Boolean(), nullable=False, comment="public page shows number and district only"
        ),
        sa.Column(
            "standing",
            sa.Enum(
                "KNOWN_UNREGISTERED",
                "NOTICE_SERVED",
                "IN_PROCESS",
                "BEING_BUILT",
                "AUTHORISED",
                "SUSPENDED",
                "EXPIRED",
                "REFUSED",
                "CANCELLED",
                "CLOSED_VOLUNTARILY",
                "CLOSED_BY_ORDER",
                "RECORDED_TWICE",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "known_from",
            sa.Enum(
                "APPLICATION",
                "SWD_LIST",
                "FEDERAL_LIST",
                "COURT_FILING",
                "MAPPING",
                "COMPLAINT",
                "PRESS",
                "DONOR",
                name="knownfrom",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("known_since", sa.Date(), nullable=False),
        sa.Column(
            "same_as_id", sa.Uuid(), nullable=True, comment="the record that stays, where one home was recorded twice"
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "notice_until",
            sa.Date(),
            nullable=True,
            comment="last day of the notice to apply; named in public after it",
        ),
        sa.Column(
            "certificate_number",
            sa.String(length=20),
            nullable=True,
            comment="the longest certificate that stands; kept by authorisations",
        ),
        sa.Column("authorised_from", sa.Date(), nullable=True),
        sa.Column("authorised_until", sa.Date(), nullable=True, comment="the last day, which still counts"),
        sa.Column("admissions_frozen", sa.Boolean(), nullable=False),
        sa.Column(
            "frozen_by", sa.String(length=80), nullable=False, comment="what keeps admissions frozen; FreezeSource"
        ),
        sa.Column(
            "visited_on", sa.Date(), nullable=True, comment="last day somebody inspected it; kept by inspections"
        ),
        sa.Column("open_critical_actions", sa.Integer(), nullable=False, comment="kept by inspections"),
        sa.Column(
            "major_due_on",
            sa.Date(),
            nullable=True,
            comment="the first day by which an open major action must be put right; kept by inspections",
        ),
        sa.Column(
            "offender_matches",
            sa.Integer(),
            nullable=False,
            comment="people in post who are matched with the list of offenders; kept by vetting",
        ),
        sa.Column(
            "grade",
            sa.Enum("A", "B", "C", "D", name="grade", native_enum=False, create_constraint=True, length=40),
            nullable=True,
            comment="the last published grade; kept by inspections",
        ),
        sa.Column("grade_on", sa.Date(), nullable=True, comment="day of the visit it rests on"),
        sa.Column("grade_with_notice", sa.Boolean(), nullable=True),
        sa.Column("grade_limits", sa.String(length=60), nullable=True, comment="rule ids that hold it down: L1 L6"),
        sa.Column("protection_met", sa.Boolean(), nullable=True, comment="the child protection gate of the same visit"),
        sa.Column(
            "community_school",
            sa.Boolean(),
            nullable=True,
            comment="its children go to a school outside; asked of a children's village",
        ),
        sa.Column("present", sa.Integer(), nullable=False, comment="children staying here now; kept by placements"),
        sa.Column("created_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(standing = 'RECORDED_TWICE') = (same_as_id IS NOT NULL)", name=op.f("ck_home_twice_has_other")
        ),
        sa.CheckConstraint("admissions_frozen = (frozen_by <> '')", name=op.f("ck_home_frozen_by_something")),
        sa.CheckConstraint(
            "standing NOT IN ('AUTHORISED', 'SUSPENDED') OR (certificate_number IS NOT NULL AND authorised_from IS NOT NULL AND authorised_until IS NOT NULL AND authorised_from <= authorised_until)",
            name=op.f("ck_home_authorised_by_certificate"),
        ),
        sa.CheckConstraint(
            "standing NOT IN ('CLOSED_VOLUNTARILY', 'CLOSED_BY_ORDER') OR closed_on IS NOT NULL",
            name=op.f("ck_home_closed_has_day"),
        ),
        sa.CheckConstraint("(grade IS NULL) = (grade_on IS NULL)", name=op.f("ck_home_grade_has_day")),
        sa.CheckConstraint(
            "latitude IS NULL OR (latitude BETWEEN 23 AND 29 AND longitude BETWEEN 66 AND 72)",
            name=op.f("ck_home_in_sindh"),
        ),
        sa.CheckConstraint("offender_matches >= 0", name=op.f("ck_home_matches")),
        sa.CheckConstraint("present >= 0 AND open_critical_actions >= 0", name=op.f("ck_home_counts")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_home_organisation_id")),
        sa.ForeignKeyConstraint(["same_as_id"], ["home.id"], name=op.f("fk_home_same_as_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home")),
        sa.UniqueConstraint("certificate_number", name=op.f("uq_home_certificate_number")),
        sa.UniqueConstraint("register_number", name=op.f("uq_home_register_number")),
    )
    op.create_index("ix_home_by_district", "home", ["district", "register_number"], unique=False)
    op.create_index("ix_home_by_grade", "home", ["grade", "register_number"], unique=False)
    op.create_index("ix_home_by_place", "home", ["district", "household", "standing", "authorised_until"], unique=False)
    op.create_index(op.f("ix_home_district"), "home", ["district"], unique=False)
    op.create_index("ix_home_listing", "home", ["district", "grade", "register_number"], unique=False)
    op.create_index("ix_home_name", "home", ["name", "id"], unique=False)
    op.create_index(op.f("ix_home_organisation_id"), "home", ["organisation_id"], unique=False)
    op.create_index("ix_home_position", "home", ["latitude", "longitude"], unique=False)
    op.create_index(op.f("ix_home_same_as_id"), "home", ["same_as_id"], unique=False)
    op.create_index(op.f("ix_home_standing"), "home", ["standing"], unique=False)
    op.create_table(
        "home_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 …"),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("loaded", sa.Integer(), nullable=False, comment="homes that are new on the register"),
        sa.Column(
            "listed",
            sa.Integer(),
            nullable=False,
            comment="homes that were known, and are now known from this list too",
        ),
        sa.Column("known", sa.Integer(), nullable=False, comment="lines that say nothing new"),
        sa.Column("left_out", sa.Integer(), nullable=False, comment="bad lines"),
        sa.Column(
            "faults",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="line, column, reason and its facts, in order",
        ),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "loaded >= 0 AND listed >= 0 AND known >= 0 AND left_out >= 0", name=op.f("ck_home_import_counts")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=op.f("fk_home_import_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_import")),
        sa.UniqueConstraint("number", name=op.f("uq_home_import_number")),
    )
    op.create_table(
        "intent_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False, comment="N-2026-00042-K"),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False, comment="district code"),
        sa.Column(
            "care_type",
            sa.Enum(
                "KINSHIP",
                "GUARDIAN",
                "KAFALAH",
                "FOSTER",
                "RESPITE",
                "SIL",
                "SMALL_GROUP",
                "RESIDENTIAL",
                "EMERGENCY",
                name="caretype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "sexes",
            sa.Enum("GIRLS", "BOYS", "BOTH", name="sexes", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False, comment="why a home is needed there, in the applicant's words"),
        sa.Column(
            "state",
            sa.Enum(
                "GIVEN",
                "ANSWERED",
                "TAKEN_BACK",
                name="intentstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("given_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False, comment="last day for the opinion, 15 working days after"),
        sa.Column(
            "ended_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="answered, or taken back",
        ),
        sa.CheckConstraint("(state = 'GIVEN') = (ended_at IS NULL)", name=op.f("ck_intent_notice_ended")),
        sa.CheckConstraint("why <> ''", name=op.f("ck_intent_notice_why")),
        sa.CheckConstraint("places > 0", name=op.f("ck_intent_notice_places")),
        sa.ForeignKeyConstraint(["applicant_id"], ["user_account.id"], name=op.f("fk_intent_notice_applicant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intent_notice")),
        sa.UniqueConstraint("number", name=op.f("uq_intent_notice_number")),
    )
    op.create_index(op.f("ix_intent_notice_applicant_id"), "intent_notice", ["applicant_id"], unique=False)
    op.create_index("ix_intent_notice_queue", "intent_notice", ["state", "answer_by", "number"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "reach_sealed", sa.LargeBinary(), nullable=False, comment="the mail address or phone number it went to"
        ),
        sa.Column(
            "role",
            sa.Enum(
                "OWNER", "MANAGER", "STAFF", name="memberrole", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="hash of the token in the link"),
        sa.Column(
            "state",
            sa.Enum(
                "OPEN", "ACCEPTED", "TAKEN_BACK", name="invited", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("invited_by_id", sa.Uuid(), nullable=False),
        sa.Column("invited_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("settled_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(state = 'ACCEPTED') = (accepted_by_id IS NOT NULL)", name=op.f("ck_invitation_accepted_by_somebody")
        ),
        sa.CheckConstraint("(state = 'OPEN') = (settled_at IS NULL)", name=op.f("ck_invitation_settled")),
        sa.ForeignKeyConstraint(["accepted_by_id"], ["user_account.id"], name=op.f("fk_invitation_accepted_by_id")),
        sa.ForeignKeyConstraint(["invited_by_id"], ["user_account.id"], name=op.f("fk_invitation_invited_by_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_invitation_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("digest", name=op.f("uq_invitation_digest")),
    )
    op.create_index(op.f("ix_invitation_organisation_id"), "invitation", ["organisation_id"], unique=False)
    op.create_table(
        "ladder_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column(
            "rung",
            sa.Enum(
                "PRESERVE",
                "REUNIFY",
                "KINSHIP",
                "GUARDIAN",
                "FOSTER",
                "KAFALAH",
                "SIL",
                "SMALL_GROUP",
                "RESIDENTIAL",
                name="rung",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rank", sa.Integer(), nullable=False, comment="place of the rung on the ladder, 0 first"),
        sa.Column(
            "status",
            sa.Enum(
                "RULED_OUT", "NOT_AVAILABLE", name="answerstatus", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(length=40), nullable=False, comment="reason code of gatekeeping.yaml"),
        sa.Column("evidence_sealed", sa.LargeBinary(), nullable=False, comment="what shows it"),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True, comment="last day it holds; empty: it does not expire"),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("code LIKE 'R%'", name=op.f("ck_ladder_answer_reason_that_can_hold")),
        sa.CheckConstraint(
            "rank = CASE rung WHEN 'PRESERVE' THEN 0 WHEN 'REUNIFY' THEN 1 WHEN 'KINSHIP' THEN 2 WHEN 'GUARDIAN' THEN 3 WHEN 'FOSTER' THEN 4 WHEN 'KAFALAH' THEN 5 WHEN 'SIL' THEN 6 WHEN 'SMALL_GROUP' THEN 7 WHEN 'RESIDENTIAL' THEN 8 END",
            name=op.f("ck_ladder_answer_rank_of_rung"),
        ),
        sa.CheckConstraint(
            "status <> 'NOT_AVAILABLE' OR code = 'R11_NO_APPROVED_CARER_AVAILABLE'",
            name=op.f("ck_ladder_answer_search"),
        ),
        sa.CheckConstraint("length(evidence_sealed) > 0", name=op.f("ck_ladder_answer_evidence")),
        sa.CheckConstraint("valid_until IS NULL OR valid_until >= answered_on", name=op.f("ck_ladder_answer_validity")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_ladder_answer_child_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["user_account.id"], name=op.f("fk_ladder_answer_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder_answer")),
        sa.UniqueConstraint("id", "child_id", "rung", name=op.f("uq_ladder_answer_id_child_id_rung")),
    )
    op.create_index(op.f("ix_ladder_answer_child_id"), "ladder_answer", ["child_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "OWNER", "MANAGER", "STAFF", name="memberrole", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_membership_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "organisation_id", "user_id", "since", name=op.f("uq_membership_organisation_id_user_id_since")
        ),
    )
    op.create_index(op.f("ix_membership_organisation_id"), "membership", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_membership_user_id"), "membership", ["user_id"], unique=False)
    op.create_table(
        "offender_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "number", sa.String(length=12), nullable=False, comment="L-00012-K, for letters; says nothing of whom"
        ),
        sa.Column(
            "state",
            sa.Enum(
                "PROPOSED",
                "NOTICED",
                "ANSWERED",
                "RECOMMENDED",
                "LISTED",
                "APPEALED",
                "NOT_LISTED",
                "WITHDRAWN",
                "REMOVED",
                "EXPIRED",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "ground",
            sa.Enum(
                "COURT_CONVICTION",
                "COURT_FINDING",
                "AUTHORITY_FINDING",
                name="ground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False, comment="name of the person"),
        sa.Column(
            "identity_kind",
            sa.Enum(
                "CNIC",
                "NICOP",
                "POC",
                "POR_OR_ACC_CARD",
                "PASSPORT",
                "VOUCHED_BY_TWO_CNIC_HOLDERS",
                name="identitykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("identity_sealed", sa.LargeBinary(), nullable=False, comment="identity number, in its normal form"),
        sa.Column("identity_digest", sa.String(length=90), nullable=False),
        sa.Column(
            "facts_sealed",
            sa.LargeBinary(),
            nullable=False,
            comment="the finding: which body, which case, what was found",
        ),
        sa.Column("found_on", sa.Date(), nullable=False, comment="day of the finding it rests on"),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_as", sa.String(length=40), nullable=False, comment="role of the proposer"),
        sa.Column("proposed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=True),
        sa.Column(
            "notice_means",
            sa.Enum(
                "BY_HAND",
                "REGISTERED_POST",
                "AT_LAST_ADDRESS",
                name="noticemeans",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("noticed_by_id", sa.Uuid(), nullable=True),
        sa.Column("answer_until", sa.Date(), nullable=True, comment="that day still counts"),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True, comment="what the person answered"),
        sa.Column(
            "mode",
            sa.Enum("ACT", "RECOMMEND", name="mode", native_enum=False, create_constraint=True, length=40),
            nullable=True,
            comment="decided, or only recommended",
        ),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("reasons_sealed", sa.LargeBinary(), nullable=True, comment="reasons of the decision"),
        sa.Column("listed_until", sa.Date(), nullable=True, comment="the last day on the list, which still counts"),
        sa.Column(
            "power_lines",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
            comment="language -> what the letter says",
        ),
        sa.Column("power_basis", sa.String(length=200), nullable=True),
        sa.Column("rules_version", sa.String(length=10), nullable=False),
        sa.Column("appeal_until", sa.Date(), nullable=True),
        sa.Column("appealed_on", sa.Date(), nullable=True),
        sa.Column("appeal_sealed", sa.LargeBinary(), nullable=True, comment="what the appeal says"),
        sa.Column("appeal_decided_on", sa.Date(), nullable=True),
        sa.Column("appeal_decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("appeal_body", sa.String(length=120), nullable=True, comment="who decided the appeal"),
        sa.Column("appeal_reasons_sealed", sa.LargeBinary(), nullable=True, comment="reasons of the appeal's outcome"),
        sa.Column("ended_on", sa.Date(), nullable=True, comment="first day on which it no longer counts"),
        sa.Column("end_sealed", sa.LargeBinary(), nullable=True, comment="why it was taken back or taken off"),
        sa.CheckConstraint(
            "(state IN ('NOT_LISTED', 'WITHDRAWN', 'REMOVED', 'EXPIRED')) = (ended_on IS NOT NULL)",
            name=op.f("ck_offender_entry_ended"),
        ),
        sa.CheckConstraint(
            "decided_on IS NULL OR (noticed_on IS NOT NULL AND reasons_sealed IS NOT NULL AND (state = 'NOT_LISTED' OR answered_on IS NOT NULL OR decided_on > answer_until))",
            name=op.f("ck_offender_entry_heard_before_decided"),
        ),
        sa.CheckConstraint("identity_kind <> 'VOUCHED_BY_TWO_CNIC_HOLDERS'", name=op.f("ck_offender_entry_by_number")),
        sa.CheckConstraint("state <> 'APPEALED' OR appealed_on IS NOT NULL", name=op.f("ck_offender_entry_appealed")),
        sa.CheckConstraint(
            "state NOT IN ('LISTED', 'APPEALED', 'REMOVED', 'EXPIRED') OR (mode = 'ACT' AND decided_on IS NOT NULL AND listed_until IS NOT NULL AND power_basis IS NOT NULL)",
            name=op.f("ck_offender_entry_listed_by_decision"),
        ),
        sa.CheckConstraint(
            "(noticed_on IS NULL) = (answer_until IS NULL) AND (noticed_on IS NULL) = (notice_means IS NULL)",
            name=op.f("ck_offender_entry_notice"),
        ),
        sa.CheckConstraint(
            "answered_on IS NULL OR answered_on >= noticed_on", name=op.f("ck_offender_entry_answer_after_notice")
        ),
        sa.CheckConstraint(
            "appeal_decided_by_id IS NULL OR (appeal_decided_by_id <> proposed_by_id AND appeal_decided_by_id <> decided_by_id)",
            name=op.f("ck_offender_entry_appeal_by_another"),
        ),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> proposed_by_id",
            name=op.f("ck_offender_entry_proposer_never_decides"),
        ),
        sa.CheckConstraint("listed_until IS NULL OR listed_until >= decided_on", name=op.f("ck_offender_entry_term")),
        sa.ForeignKeyConstraint(
            ["appeal_decided_by_id"], ["user_account.id"], name=op.f("fk_offender_entry_appeal_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user_account.id"], name=op.f("fk_offender_entry_decided_by_id")),
        sa.ForeignKeyConstraint(["noticed_by_id"], ["user_account.id"], name=op.f("fk_offender_entry_noticed_by_id")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["user_account.id"], name=op.f("fk_offender_entry_proposed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offender_entry")),
        sa.UniqueConstraint("number", name=op.f("uq_offender_entry_number")),
    )
    op.create_index("ix_offender_entry_due", "offender_entry", ["state", "listed_until"], unique=False)
    op.create_index(op.f("ix_offender_entry_identity_digest"), "offender_entry", ["identity_digest"], unique=False)
    op.create_index(op.f("ix_offender_entry_state"), "offender_entry", ["state"], unique=False)
    op.create_index(
        "uq_offender_entry_living",
        "offender_entry",
        ["identity_digest"],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_table(
        "offender_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("asked_as", sa.String(length=40), nullable=False, comment="role of the person who asked"),
        sa.Column(
            "purpose",
            sa.Enum(
                "WORK_WITH_CHILDREN",
                "FAMILY_CARE",
                "OFFICE_OR_PANEL",
                "INQUIRY",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False, comment="why, in the asker's words"),
        sa.Column("identity_digest", sa.String(length=90), nullable=False),
        sa.Column("answer", sa.Boolean(), nullable=False),
        sa.Column(
            "by_page", sa.Boolean(), nullable=False, comment="asked on the page; else by adding a person to a home"
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name=op.f("fk_offender_question_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offender_question")),
    )
    op.create_index("ix_offender_question_asker", "offender_question", ["asked_by_id", "asked_at"], unique=False)
    op.create_index(
        op.f("ix_offender_question_identity_digest"), "offender_question", ["identity_digest"], unique=False
    )
    op.create_table(
        "official_post",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "INSPECTOR", "PANEL_MEMBER", name="officialkind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("named_by_id", sa.Uuid(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column(
            "leaving",
            sa.Enum(
                "RESIGNED",
                "DISMISSED",
                "CONTRACT_OVER",
                "OTHER",
                name="leaving",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "under_allegation", sa.Boolean(), nullable=True, comment="left, or was sent away, under an allegation"
        ),
        sa.Column(
            "told_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="when the office wrote the leaving down",
        ),
        sa.Column("allegation_sealed", sa.LargeBinary(), nullable=True, comment="what is alleged"),
        sa.CheckConstraint(
            "(left_on IS NULL) = (leaving IS NULL) AND (left_on IS NULL) = (under_allegation IS NULL) AND (left_on IS NULL) = (told_at IS NULL)",
            name=op.f("ck_official_post_left_whole"),
        ),
        sa.CheckConstraint("left_on IS NULL OR left_on >= since", name=op.f("ck_official_post_period")),
        sa.CheckConstraint(
            "named_by_id IS NULL OR named_by_id <> user_id", name=op.f("ck_official_post_not_by_oneself")
        ),
        sa.ForeignKeyConstraint(["named_by_id"], ["user_account.id"], name=op.f("fk_official_post_named_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_official_post_person_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_official_post_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_post")),
    )
    op.create_index(op.f("ix_official_post_person_id"), "official_post", ["person_id"], unique=False)
    op.create_index(op.f("ix_official_post_user_id"), "official_post", ["user_id"], unique=False)
    op.create_index(
        "uq_official_post_living",
        "official_post",
        ["user_id", "kind"],
        unique=True,
        sqlite_where=sa.text("left_on IS NULL"),
        postgresql_where=sa.text("left_on IS NULL"),
    )
    op.create_table(
        "one_time_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("expires_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("used_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_one_time_link_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_one_time_link_digest")),
    )
    op.create_index(op.f("ix_one_time_link_user_id"), "one_time_link", ["user_id"], unique=False)
    op.create_table(
        "outside_list",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "APPLICATION",
                "SWD_LIST",
                "FEDERAL_LIST",
                "COURT_FILING",
                "MAPPING",
                "COMPLAINT",
                "PRESS",
                "DONOR",
                name="knownfrom",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False, comment="as its keeper calls it; may be empty"),
        sa.Column("dated", sa.Date(), nullable=False, comment="the day the list itself bears"),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "source IN ('SWD_LIST', 'FEDERAL_LIST', 'COURT_FILING', 'MAPPING', 'DONOR')",
            name=op.f("ck_outside_list_source_gives_lists"),
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=op.f("fk_outside_list_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_list")),
        sa.UniqueConstraint("source", "dated", "title", name=op.f("uq_outside_list_source_dated_title")),
    )
    op.create_table(
        "place_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column(
            "answered",
            sa.Enum(
                "FREE", "FULL", "NOBODY_ANSWERED", name="answered", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("asked_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("places IS NULL OR (answered = 'FREE' AND places > 0)", name=op.f("ck_place_answer_places")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name=op.f("fk_place_answer_asked_by_id")),
        sa.ForeignKeyConstraint(["service_id"], ["listed_service.id"], name=op.f("fk_place_answer_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_answer")),
    )
    op.create_index(op.f("ix_place_answer_service_id"), "place_answer", ["service_id"], unique=False)
    op.create_table(
        "power",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "register",
                "authorise",
                "certificate_orphanages_act",
                "notice_to_apply",
                "prosecute_unregistered",
                "inspect",
                "name_independent_lead",
                "impose_condition",
                "freeze_admissions",
                "suspend",
                "cancel",
                "take_child_into_custody",
                "appoint_guardian",
                "gatekeeping_decision",
                "list_offender",
                "publish_grade",
                "name_unregistered_home",
                name="act",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("holder", sa.String(length=40), nullable=False),
        sa.Column(
            "basis", sa.String(length=200), nullable=True, comment="law, rule or clause; empty when there is none"
        ),
        sa.Column(
            "status",
            sa.Enum(
                "IN_FORCE",
                "IN_FORCE_AS_POLICY",
                "IN_FORCE_DEMO",
                "PROPOSED",
                "CHECK_TEXT",
                name="powerstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("setting", sa.String(length=40), nullable=True, comment="for acts that publish: how far"),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("setting_proposed_by", sa.Uuid(), nullable=True),
        sa.Column("setting_approved_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "setting IS NULL OR (act = 'publish_grade' AND setting IN ('off', 'status', 'grade')) OR (act = 'name_unregistered_home' AND setting IN ('off', 'after_notice_and_term'))",
            name=op.f("ck_power_setting"),
        ),
        sa.CheckConstraint(
            "setting IS NULL OR setting = 'off' OR status = 'IN_FORCE_DEMO' OR (setting_proposed_by IS NOT NULL AND setting_approved_by IS NOT NULL)",
            name=op.f("ck_power_published_by_two"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('IN_FORCE', 'IN_FORCE_AS_POLICY') OR basis IS NOT NULL", name=op.f("ck_power_by_paper")
        ),
        sa.CheckConstraint(
            "setting_proposed_by IS NULL OR setting_approved_by IS NULL OR setting_proposed_by <> setting_approved_by",
            name=op.f("ck_power_two_persons"),
        ),
        sa.ForeignKeyConstraint(["changed_by"], ["user_account.id"], name=op.f("fk_power_changed_by")),
        sa.ForeignKeyConstraint(["holder"], ["office.key"], name=op.f("fk_power_holder")),
        sa.ForeignKeyConstraint(
            ["setting_approved_by"], ["user_account.id"], name=op.f("fk_power_setting_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["setting_proposed_by"], ["user_account.id"], name=op.f("fk_power_setting_proposed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_power")),
        sa.UniqueConstraint("act", "since", name=op.f("uq_power_act_since")),
    )
    op.create_table(
        "publication_proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "register",
                "authorise",
                "certificate_orphanages_act",
                "notice_to_apply",
                "prosecute_unregistered",
                "inspect",
                "name_independent_lead",
                "impose_condition",
                "freeze_admissions",
                "suspend",
                "cancel",
                "take_child_into_custody",
                "appoint_guardian",
                "gatekeeping_decision",
                "list_offender",
                "publish_grade",
                "name_unregistered_home",
                name="act",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("setting", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "PROPOSED",
                "APPROVED",
                "REFUSED",
                "TAKEN_BACK",
                name="proposalstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(act = 'publish_grade' AND setting IN ('off', 'status', 'grade')) OR (act = 'name_unregistered_home' AND setting IN ('off', 'after_notice_and_term'))",
            name=op.f("ck_publication_proposal_setting"),
        ),
        sa.CheckConstraint(
            "(state = 'PROPOSED') = (answered_by_id IS NULL) AND (answered_by_id IS NULL) = (answered_on IS NULL)",
            name=op.f("ck_publication_proposal_answered"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('APPROVED', 'REFUSED') OR answered_by_id <> proposed_by_id",
            name=op.f("ck_publication_proposal_two_persons"),
        ),
        sa.CheckConstraint("why <> ''", name=op.f("ck_publication_proposal_why")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user_account.id"], name=op.f("fk_publication_proposal_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["user_account.id"], name=op.f("fk_publication_proposal_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_proposal")),
    )
    op.create_index(
        "uq_publication_proposal_open",
        "publication_proposal",
        ["act"],
        unique=True,
        sqlite_where=sa.text("state = 'PROPOSED'"),
        postgresql_where=sa.text("state = 'PROPOSED'"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("used_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_recovery_code_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("digest", name=op.f("uq_recovery_code_digest")),
    )
    op.create_index(op.f("ix_recovery_code_user_id"), "recovery_code", ["user_id"], unique=False)
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "REGISTRY_OFFICER",
                "AUTHORISER",
                "SCPA_DG",
                "SWD_DIRECTOR",
                "DISTRICT_OFFICER",
                "INSPECTOR",
                "REVIEWER",
                "CPO",
                "CPU_HEAD",
                "PANEL_CHAIR",
                "PANEL_MEMBER",
                "COMPLAINT_OFFICER",
                "DESK",
                "PROVIDER",
                "FAMILY_CARER",
                "TWG",
                "LAW_OFFICER",
                "DPO",
                "AUDITOR",
                "ADMIN",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("district", sa.String(length=6), nullable=True, comment="district code; empty: all of Sindh"),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_role_grant_period")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_role_grant_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint(
            "user_id", "role", "district", "since", name=op.f("uq_role_grant_user_id_role_district_since")
        ),
    )
    op.create_index(op.f("ix_role_grant_district"), "role_grant", ["district"], unique=False)
    op.create_index(op.f("ix_role_grant_role"), "role_grant", ["role"], unique=False)
    op.create_index(op.f("ix_role_grant_user_id"), "role_grant", ["user_id"], unique=False)
    op.create_table(
        "second_factor",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False, comment="the shared secret, as base32"),
        sa.Column("set_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False, comment="30 seconds each since 1970; a code counts once"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_second_factor_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor")),
        sa.UniqueConstraint("user_id", name=op.f("uq_second_factor_user_id")),
    )
    op.create_table(
        "second_factor_taken",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("agreed_by_id", sa.Uuid(), nullable=True),
        sa.Column("agreed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(agreed_by_id IS NULL) = (agreed_at IS NULL)", name=op.f("ck_second_factor_taken_agreed")),
        sa.CheckConstraint(
            "agreed_by_id IS NULL OR agreed_by_id <> asked_by_id", name=op.f("ck_second_factor_taken_by_two")
        ),
        sa.CheckConstraint(
            "user_id <> asked_by_id AND (agreed_by_id IS NULL OR agreed_by_id <> user_id)",
            name=op.f("ck_second_factor_taken_not_own"),
        ),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["user_account.id"], name=op.f("fk_second_factor_taken_agreed_by_id")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name=op.f("fk_second_factor_taken_asked_by_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_second_factor_taken_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor_taken")),
    )
    op.create_index(
        "ix_second_factor_taken_one_open",
        "second_factor_taken",
        ["user_id"],
        unique=True,
        sqlite_where=sa.text("agreed_at IS NULL"),
        postgresql_where=sa.text("agreed_at IS NULL"),
    )
    op.create_index(op.f("ix_second_factor_taken_user_id"), "second_factor_taken", ["user_id"], unique=False)
    op.create_table(
        "standards_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=10), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "DRAFT",
                "APPROVED",
                "WITHDRAWN",
                name="versionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "book",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="the standards, as the shipped file has them",
        ),
        sa.Column(
            "terms",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="the numbers that the standards say in words",
        ),
        sa.Column(
            "last_ids",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="standard -> highest criterion ever; none is reused",
        ),
        sa.Column("shipped", sa.Boolean(), nullable=False, comment="came with the program, so nobody here approved it"),
        sa.Column("drafted_by_id", sa.Uuid(), nullable=True),
        sa.Column("drafted_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "edited_by",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="keys of all who wrote on the draft",
        ),
        sa.Column("tried_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "tried",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
            comment="what past visits would have got under it",
        ),
        sa.Column("approved_by_id", sa.Uuid(), nullable=True),
        sa.Column("approved_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("approved_reason", sa.String(length=500), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("withdrawn_from", sa.Date(), nullable=True, comment="first day on which it is no longer in force"),
        sa.Column("withdrawn_reason", sa.String(length=500), nullable=True),
        sa.CheckConstraint(
            "(state = 'WITHDRAWN') = (withdrawn_from IS NOT NULL AND withdrawn_reason IS NOT NULL)",
            name=op.f("ck_standards_version_withdrawn"),
        ),
        sa.CheckConstraint(
            "state <> 'APPROVED' OR (in_force_from IS NOT NULL AND (shipped OR approved_by_id IS NOT NULL))",
            name=op.f("ck_standards_version_approved"),
        ),
        sa.CheckConstraint(
            "state <> 'DRAFT' OR (in_force_from IS NULL AND approved_by_id IS NULL)",
            name=op.f("ck_standards_version_draft"),
        ),
        sa.CheckConstraint(
            "(approved_by_id IS NULL) = (approved_at IS NULL)", name=op.f("ck_standards_version_approved_by")
        ),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR approved_by_id <> drafted_by_id",
            name=op.f("ck_standards_version_another_approves"),
        ),
        sa.CheckConstraint("shipped OR drafted_by_id IS NOT NULL", name=op.f("ck_standards_version_drafted")),
        sa.CheckConstraint("withdrawn_from >= in_force_from", name=op.f("ck_standards_version_period")),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["user_account.id"], name=op.f("fk_standards_version_approved_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by_id"], ["user_account.id"], name=op.f("fk_standards_version_drafted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standards_version")),
        sa.UniqueConstraint("number", name=op.f("uq_standards_version_number")),
    )
    op.create_table(
        "training",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "course",
            sa.Enum(
                "SAFEGUARDING",
                "CHILD_CARE",
                "FIRST_AID",
                "BEHAVIOUR",
                "RISK",
                "DISABILITY",
                "LISTENING",
                "DATA",
                "FIRE",
                "FAMILY",
                "OTHER",
                name="course",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False, comment="its last day"),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("given_by", sa.String(length=160), nullable=False, comment="the body that taught"),
        sa.Column("expires_on", sa.Date(), nullable=True, comment="last day it counts; empty: it does not expire"),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=True, comment="when an officer saw the certificate"),
        sa.Column("seen_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("given_by <> ''", name=op.f("ck_training_given_by")),
        sa.CheckConstraint("(seen_on IS NULL) = (seen_by_id IS NULL)", name=op.f("ck_training_seen")),
        sa.CheckConstraint("expires_on IS NULL OR expires_on >= held_on", name=op.f("ck_training_expiry")),
        sa.CheckConstraint("hours BETWEEN 1 AND 2000", name=op.f("ck_training_hours")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_training_person_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_training_recorded_by_id")),
        sa.ForeignKeyConstraint(["seen_by_id"], ["user_account.id"], name=op.f("fk_training_seen_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
        sa.UniqueConstraint("person_id", "course", "held_on", name=op.f("uq_training_person_id_course_held_on")),
    )
    op.create_index(op.f("ix_training_person_id"), "training", ["person_id"], unique=False)
    op.create_table(
        "visit_day_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "homes",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="keys of the homes, the first stop first",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_visit_day_plan_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_day_plan")),
        sa.UniqueConstraint("user_id", "day", name=op.f("uq_visit_day_plan_user_id_day")),
    )
    op.create_table(
        "arrival_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False, comment="AN-2026-00042-K, gap-free in its year"),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("SENT", "SEEN", "SETTLED", name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "via",
            sa.Enum(
                "HOME",
                "DESK",
                "CPU",
                "POLICE",
                "HOSPITAL",
                name="via",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "post", sa.String(length=120), nullable=True, comment="police post or hospital that told it, with the name"
        ),
        sa.Column("post_phone", sa.String(length=20), nullable=True, comment="to call back"),
        sa.Column(
            "together",
            sa.Enum(
                "FLOOD", "RAID", "FAMILY", "OTHER", name="group", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
            comment="why several children came together",
        ),
        sa.Column(
            "children", sa.Integer(), nullable=False, comment="how many; so many rows of arrival stand beside it"
        ),
        sa.Column(
            "brought_by",
            sa.Enum(
                "POLICE",
                "HOSPITAL",
                "CPU",
                "RELATIVE",
                "PUBLIC",
                "CRADLE",
                "ALONE",
                name="broughtby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("police_station", sa.String(length=120), nullable=True),
        sa.Column("diary_number", sa.String(length=60), nullable=True, comment="of the police station"),
        sa.Column("hospital", sa.String(length=120), nullable=True),
        sa.Column("note_left", sa.Boolean(), nullable=False, comment="a letter or note lay with the child"),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True, comment="what the note says, and anything else"),
        sa.Column(
            "arrived_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=False,
            comment="when the child came, as far as is known",
        ),
        sa.Column(
            "written_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="by the phone's own clock: a claim",
        ),
        sa.Column(
            "clock_off", sa.Integer(), nullable=False, comment="seconds the phone's clock was ahead when it sent"
        ),
        sa.Column(
            "received_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=False,
            comment="when the office had it",
        ),
        sa.Column(
            "seen_by",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=False,
            comment="by when somebody must have seen the children",
        ),
        sa.Column("sent_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "content_hash",
            sa.String(length=90),
            nullable=False,
            comment="keyed, of what was sent: sent again it is the same",
        ),
        sa.Column(
            "no_unit", sa.Boolean(), nullable=False, comment="the district has no unit; the directorate was told"
        ),
        sa.Column(
            "seen_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="when the last of them had been seen",
        ),
        sa.Column(
            "late_told_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="the head was told: not seen in time",
        ),
        sa.Column(
            "higher_told_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="the directorate was told",
        ),
        sa.Column("overdue_told_on", sa.Date(), nullable=True, comment="told that day 7 is over without an outcome"),
        sa.CheckConstraint("state = 'SENT' OR seen_at IS NOT NULL", name=op.f("ck_arrival_notice_seen_has_time")),
        sa.CheckConstraint(
            "via NOT IN ('POLICE', 'HOSPITAL') OR (post IS NOT NULL AND post_phone IS NOT NULL)",
            name=op.f("ck_arrival_notice_post_is_named"),
        ),
        sa.CheckConstraint("arrived_at <= received_at AND seen_by > received_at", name=op.f("ck_arrival_notice_times")),
        sa.CheckConstraint("children > 0", name=op.f("ck_arrival_notice_children")),
        sa.CheckConstraint("seen_at IS NULL OR seen_at >= arrived_at", name=op.f("ck_arrival_notice_seen_after")),
        sa.CheckConstraint(
            "together IS NOT NULL OR children = 1", name=op.f("ck_arrival_notice_several_have_a_reason")
        ),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_arrival_notice_home_id")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["user_account.id"], name=op.f("fk_arrival_notice_sent_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival_notice")),
        sa.UniqueConstraint("number", name=op.f("uq_arrival_notice_number")),
    )
    op.create_index("ix_arrival_notice_own", "arrival_notice", ["home_id", "received_at"], unique=False)
    op.create_index("ix_arrival_notice_received", "arrival_notice", ["received_at", "id"], unique=False)
    op.create_index("ix_arrival_notice_waiting", "arrival_notice", ["state", "seen_by"], unique=False)
    op.create_table(
        "box_slip",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.String(length=16), nullable=False),
        sa.Column(
            "code_lookup", sa.String(length=64), nullable=False, comment="slow keyed hash of the number on the stub"
        ),
        sa.Column("printed_on", sa.Date(), nullable=False),
        sa.Column("printed_by_id", sa.Uuid(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False, comment="its message was entered"),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_box_slip_home_id")),
        sa.ForeignKeyConstraint(["printed_by_id"], ["user_account.id"], name=op.f("fk_box_slip_printed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_box_slip")),
        sa.UniqueConstraint("code_lookup", name=op.f("uq_box_slip_code_lookup")),
        sa.UniqueConstraint("serial", name=op.f("uq_box_slip_serial")),
    )
    op.create_index(op.f("ix_box_slip_home_id"), "box_slip", ["home_id"], unique=False)
    op.create_table(
        "complaint",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("district", sa.String(length=6), nullable=True, comment="district code, when known"),
        sa.Column(
            "channel",
            sa.Enum(
                "CH01",
                "CH02",
                "CH03",
                "CH04",
                "CH05",
                "CH06",
                "CH07",
                "CH08",
                "CH09",
                "CH10",
                "CH11",
                "CH12",
                "CH13",
                "CH14",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_child", sa.Boolean(), nullable=False, comment="told by the child alone (CM03)"),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "hurt",
                "touched",
                "afraid",
                "food",
                "sick",
                "work",
                "school",
                "family",
                "other",
                "idea",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "about",
            sa.Enum(
                "CHILD",
                "STAFF",
                "MANAGER",
                "HOUSEHOLD",
                "FAMILY",
                "OTHER_ADULT",
                "CPO",
                "CPU_HEAD",
                "DISTRICT_OFFICER",
                "SWD_DIRECTORATE",
                "SWD_HOME",
                "SCPA",
                "POLICE",
                "COURT",
                "INSPECTOR",
                "NOBODY",
                "UNKNOWN",
                name="about",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "danger",
            sa.Enum("yes", "no", "unsure", name="danger", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("story_sealed", sa.LargeBinary(), nullable=True, comment="what the child wrote, word for word"),
        sa.Column("voice_id", sa.Uuid(), nullable=True, comment="sealed recording"),
        sa.Column(
            "age",
            sa.Enum(
                "0-2",
                "3-6",
                "7-11",
                "12-14",
                "15-17",
                "18+ care leaver",
                "not_said",
                name="age",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "sex",
            sa.Enum(
                "girl",
                "boy",
                "transgender",
                "not_said",
                name="sex",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "helps",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="what the child needs help for",
        ),
        sa.Column(
            "wants",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "reply_by",
            sa.Enum(
                "number", "visitor", "phone", name="reply_by", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True, comment="a phone that is only the child's own"),
        sa.Column(
            "source_sealed", sa.LargeBinary(), nullable=True, comment="who passed it on, and the number of their letter"
        ),
        sa.Column(
            "consent",
            sa.Enum("yes", "no", "not_asked", name="consent", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "ground",
            sa.Enum(
                "CHILD_LIFE_OR_SAFETY",
                "OTHER_LIFE",
                "REQUIRED_BY_LAW",
                name="ground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
            comment="CR05",
        ),
        sa.Column(
            "state",
            sa.Enum(
                "RECEIVED",
                "TRIAGED",
                "SAFETY_ACTION",
                "INVESTIGATING",
                "DECIDED",
                "CHILD_TOLD",
                "RESOLVED",
                "APPEALED",
                "REOPENED",
                "CLOSED_BETTER",
                "CLOSED_NOT_CONFIRMED",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum("P1", "P2", "P3", "P4", name="level", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "reasons_sealed", sa.LargeBinary(), nullable=True, comment="why this level; may hold a word of the child"
        ),
        sa.Column("rules_version", sa.String(length=10), nullable=False),
        sa.Column(
            "lower_to",
            sa.Enum("P1", "P2", "P3", "P4", name="lower_to", native_enum=False, create_constraint=True, length=40),
            nullable=True,
            comment="asked for, not yet agreed",
        ),
        sa.Column("lower_by_id", sa.Uuid(), nullable=True, comment="who asked to lower; somebody else agrees"),
        sa.Column("lower_why_sealed", sa.LargeBinary(), nullable=True, comment="why it should be lower"),
        sa.Column("received_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "arrived_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=False,
            comment="clocks start here",
        ),
        sa.Column("contact_by", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("safe_by", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "start_by",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="investigation starts",
        ),
        sa.Column("decision_by", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "reopened_by",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="48 hours after it was reopened",
        ),
        sa.Column("contact_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("safe_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("started_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("decided_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("told_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("times_reopened", sa.Integer(), nullable=False),
        sa.Column(
            "office",
            sa.Enum(
                "CPU_COMPLAINT_OFFICER",
                "CPU_HEAD",
                "OTHER_DISTRICT_CPU_HEAD",
                "OTHER_CPO",
                "SWD_DISTRICT",
                "SWD_DIRECTOR",
                "SCPA",
                "SCPA_DG",
                "OMBUDSMAN",
                "MINISTER",
                "POLICE",
                "IG_POLICE",
                "COURT",
                "INSPECTION_TEAM",
                "PROVIDER",
                "HOUSEHOLD",
                "APPROVING_OFFICER",
                name="office",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
            comment="who handles it now",
        ),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True, comment="who confirmed the triage"),
        sa.Column("investigator_id", sa.Uuid(), nullable=True),
        sa.Column("plan_sealed", sa.LargeBinary(), nullable=True, comment="plan of the inquiry"),
        sa.Column("heard_sealed", sa.LargeBinary(), nullable=True, comment="what the child said, or why not heard"),
        sa.Column("accused_sealed", sa.LargeBinary(), nullable=True, comment="the accused's answer, taken apart"),
        sa.Column("evidence_sealed", sa.LargeBinary(), nullable=True, comment="list of evidence"),
        sa.Column(
            "finding",
            sa.Enum(
                "SUBSTANTIATED",
                "PARTLY",
                "NOT_SUBSTANTIATED",
                "MALICIOUS_ADULT_REPORT",
                "NOT_DETERMINED",
                name="finding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("told_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "told_sealed", sa.LargeBinary(), nullable=True, comment="what was said to the child, how, and the reaction"
        ),
        sa.Column("by_number_only", sa.Boolean(), nullable=False, comment="the answer was placed for the number"),
        sa.Column("appeal_sealed", sa.LargeBinary(), nullable=True, comment="who appeals, and why"),
        sa.Column(
            "better",
            sa.Enum(
                "better",
                "a_little",
                "the_same",
                "worse",
                name="better",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
            comment="the child's last word",
        ),
        sa.Column("better_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "asked_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="'is it better now?' was last put",
        ),
        sa.Column("signed_off_by_id", sa.Uuid(), nullable=True, comment="supervisor who closed it as not confirmed"),
        sa.Column("code_lookup", sa.String(length=64), nullable=True, comment="slow keyed hash of the answer number"),
        sa.Column(
            "sent_token",
            sa.String(length=64),
            nullable=True,
            comment="hash of the page's token: pressing Send twice is once",
        ),
        sa.CheckConstraint(
            "NOT by_child OR finding IS NULL OR finding <> 'MALICIOUS_ADULT_REPORT'",
            name=op.f("ck_complaint_child_believed"),
        ),
        sa.CheckConstraint(
            "state <> 'CLOSED_BETTER' OR better = 'better'", name=op.f("ck_complaint_better_is_the_childs_word")
        ),
        sa.CheckConstraint(
            "state <> 'CLOSED_NOT_CONFIRMED' OR signed_off_by_id IS NOT NULL",
            name=op.f("ck_complaint_not_confirmed_is_signed"),
        ),
        sa.CheckConstraint(
            "state <> 'INVESTIGATING' OR investigator_id IS NOT NULL", name=op.f("ck_complaint_somebody_investigates")
        ),
        sa.CheckConstraint(
            "state NOT IN ('CHILD_TOLD', 'RESOLVED', 'CLOSED_BETTER', 'CLOSED_NOT_CONFIRMED') OR told_at IS NOT NULL",
            name=op.f("ck_complaint_told_has_day"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('CLOSED_BETTER', 'CLOSED_NOT_CONFIRMED') OR closed_at IS NOT NULL",
            name=op.f("ck_complaint_closed_has_day"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('DECIDED', 'CHILD_TOLD', 'RESOLVED', 'CLOSED_BETTER', 'CLOSED_NOT_CONFIRMED', 'APPEALED') OR decided_at IS NOT NULL",
            name=op.f("ck_complaint_decided_has_day"),
        ),
        sa.CheckConstraint("(lower_to IS NULL) = (lower_by_id IS NULL)", name=op.f("ck_complaint_lowering_has_asker")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user_account.id"], name=op.f("fk_complaint_decided_by_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_complaint_home_id")),
        sa.ForeignKeyConstraint(["investigator_id"], ["user_account.id"], name=op.f("fk_complaint_investigator_id")),
        sa.ForeignKeyConstraint(["lower_by_id"], ["user_account.id"], name=op.f("fk_complaint_lower_by_id")),
        sa.ForeignKeyConstraint(["signed_off_by_id"], ["user_account.id"], name=op.f("fk_complaint_signed_off_by_id")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["user_account.id"], name=op.f("fk_complaint_taken_by_id")),
        sa.ForeignKeyConstraint(["told_by_id"], ["user_account.id"], name=op.f("fk_complaint_told_by_id")),
        sa.ForeignKeyConstraint(["voice_id"], ["stored_file.id"], name=op.f("fk_complaint_voice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("code_lookup", name=op.f("uq_complaint_code_lookup")),
        sa.UniqueConstraint("sent_token", name=op.f("uq_complaint_sent_token")),
    )
    op.create_index(op.f("ix_complaint_district"), "complaint", ["district"], unique=False)
    op.create_index(op.f("ix_complaint_home_id"), "complaint", ["home_id"], unique=False)
    op.create_index("ix_complaint_of_home", "complaint", ["home_id", "arrived_at"], unique=False)
    op.create_index("ix_complaint_queue", "complaint", ["level", "contact_by"], unique=False)
    op.create_index(op.f("ix_complaint_received_at"), "complaint", ["received_at"], unique=False)
    op.create_index(op.f("ix_complaint_state"), "complaint", ["state"], unique=False)
    op.create_table(
        "door_briefing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("trustees", sa.Integer(), nullable=False, comment="how many trustees or owners were there"),
        sa.Column("staff", sa.Integer(), nullable=False, comment="how many of the staff were there"),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False, comment="who spoke, and what was asked"),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("trustees > 0 AND staff > 0", name=op.f("ck_door_briefing_both_were_there")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_door_briefing_by_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_door_briefing_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door_briefing")),
        sa.UniqueConstraint("id", "home_id", name=op.f("uq_door_briefing_id_home_id")),
    )
    op.create_index(op.f("ix_door_briefing_home_id"), "door_briefing", ["home_id"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "APPLICATION",
                "SWD_LIST",
                "FEDERAL_LIST",
                "COURT_FILING",
                "MAPPING",
                "COMPLAINT",
                "PRESS",
                "DONOR",
                name="knownfrom",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "on", sa.Date(), nullable=False, comment="the day of the list, the press report, the visit, the call"
        ),
        sa.Column("list_id", sa.Uuid(), nullable=True),
        sa.Column("list_number", sa.String(length=40), nullable=True, comment="the home's number on the list"),
        sa.Column("name_written", sa.String(length=200), nullable=False, comment="the name as they wrote it"),
        sa.Column("children", sa.Integer(), nullable=True, comment="how many children they say live there"),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True, comment="what else they said"),
        sa.Column("person_sealed", sa.LargeBinary(), nullable=True, comment="the person in charge, as they say"),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True, comment="the home's phone, as they say"),
        sa.Column(
            "person_digest",
            sa.String(length=64),
            nullable=True,
            comment="keyed hash of the person's name by sound, for finding one home twice",
        ),
        sa.Column("phone_digest", sa.String(length=64), nullable=True, comment="keyed hash of the phone number"),
        sa.Column(
            "fingerprint",
            sa.String(length=64),
            nullable=True,
            comment="of the imported line, so that a file loaded twice adds nothing",
        ),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("source <> 'APPLICATION'", name=op.f("ck_finding_told")),
        sa.CheckConstraint("children >= 0", name=op.f("ck_finding_children")),
        sa.CheckConstraint("list_id IS NOT NULL OR list_number IS NULL", name=op.f("ck_finding_number_of_a_list")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_finding_home_id")),
        sa.ForeignKeyConstraint(["import_id"], ["home_import.id"], name=op.f("fk_finding_import_id")),
        sa.ForeignKeyConstraint(["list_id"], ["outside_list.id"], name=op.f("fk_finding_list_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=op.f("fk_finding_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_finding_fingerprint")),
        sa.UniqueConstraint("list_id", "home_id", name=op.f("uq_finding_list_id_home_id")),
        sa.UniqueConstraint("list_id", "list_number", name=op.f("uq_finding_list_id_list_number")),
    )
    op.create_index(op.f("ix_finding_home_id"), "finding", ["home_id"], unique=False)
    op.create_index(op.f("ix_finding_import_id"), "finding", ["import_id"], unique=False)
    op.create_index(op.f("ix_finding_person_digest"), "finding", ["person_digest"], unique=False)
    op.create_index(op.f("ix_finding_phone_digest"), "finding", ["phone_digest"], unique=False)
    op.create_index("ix_finding_source", "finding", ["source", "home_id"], unique=False)
    op.create_table(
        "gatekeeping_roll_call",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "presence",
            sa.Enum(
                "PRESENT", "BY_PHONE", "ABSENT", name="presence", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("noted_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["gatekeeping_meeting.id"], name=op.f("fk_gatekeeping_roll_call_meeting_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_gatekeeping_roll_call_user_id")),
        sa.PrimaryKeyConstraint("meeting_id", "user_id", name=op.f("pk_gatekeeping_roll_call")),
    )
    op.create_table(
        "home_name",
        sa.Column(
            "key", sa.String(length=25).with_variant(sa.String(length=25, collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_home_name_home_id")),
        sa.PrimaryKeyConstraint("key", "home_id", name=op.f("pk_home_name")),
    )
    op.create_index(op.f("ix_home_name_home_id"), "home_name", ["home_id"], unique=False)
    op.create_table(
        "home_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 … of this home"),
        sa.Column("taken_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "KNOWN_UNREGISTERED",
                "NOTICE_SERVED",
                "IN_PROCESS",
                "BEING_BUILT",
                "AUTHORISED",
                "SUSPENDED",
                "EXPIRED",
                "REFUSED",
                "CANCELLED",
                "CLOSED_VOLUNTARILY",
                "CLOSED_BY_ORDER",
                "RECORDED_TWICE",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "run_by",
            sa.Enum(
                "SWD",
                "SCPA",
                "WOMEN_DEVELOPMENT",
                "OTHER_PROVINCIAL",
                "FEDERAL_PBM",
                "NGO",
                "TRUST",
                "FAITH_BODY",
                "PRIVATE",
                "FAMILY",
                name="ownership",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("household", sa.Boolean(), nullable=False),
        sa.Column(
            "care", sa.String(length=120), nullable=False, comment="kinds of care it offers, by code, between blanks"
        ),
        sa.Column("visited_on", sa.Date(), nullable=True, comment="last day somebody had inspected it"),
        sa.Column("name", sa.String(length=200), nullable=False, comment="as it was called then"),
        sa.Column("name_ur", sa.String(length=200), nullable=True),
        sa.Column("name_sd", sa.String(length=200), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_home_step_number")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_home_step_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_step")),
        sa.UniqueConstraint("home_id", "number", name=op.f("uq_home_step_home_id_number")),
    )
    op.create_index("ix_home_step_taken", "home_step", ["taken_at"], unique=False)
    op.create_table(
        "home_unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("own_carer", sa.Boolean(), nullable=False),
        sa.Column("own_kitchen", sa.Boolean(), nullable=False),
        sa.Column("own_door", sa.Boolean(), nullable=False),
        sa.CheckConstraint("places >= 0", name=op.f("ck_home_unit_places")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_home_unit_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_unit")),
    )
    op.create_index(op.f("ix_home_unit_home_id"), "home_unit", ["home_id"], unique=False)
    op.create_table(
        "incident",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False, comment="I-2026-00042-K"),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "serial", sa.Integer(), nullable=False, comment="1, 2, 3 … in its year, without a gap; the database counts"
        ),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ABUSE",
                "DEATH",
                "MISSING",
                "INJURY",
                "SELF_HARM",
                "OUTSIDER",
                "PUNISHMENT",
                "BUILDING",
                "POLICE",
                "ILLNESS",
                "ACCIDENT",
                "OTHER",
                name="incidentkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum("P1", "P2", "P3", name="incidentlevel", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "who",
            sa.Enum(
                "NOBODY",
                "STAFF",
                "MANAGER",
                "CHILD",
                "FAMILY",
                "CPU",
                "POLICE",
                "OUTSIDE",
                "UNKNOWN",
                name="whodid",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "SENT", "IN_HAND", "CLOSED", name="incidentstate", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "via",
            sa.Enum("ACCOUNT", "OPEN_PAGE", name="sentvia", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("sent_by_id", sa.Uuid(), nullable=True, comment="never told to the home"),
        sa.Column("happened_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False, comment="sent after the hours for reporting"),
        sa.Column("contact_by", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("safe_by", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False, comment="what happened, in the reporter's words"),
        sa.Column("done_sealed", sa.LargeBinary(), nullable=True, comment="what was done at once"),
        sa.Column("codes_sealed", sa.LargeBinary(), nullable=True, comment="codes of children as they were typed"),
        sa.Column("reach_sealed", sa.LargeBinary(), nullable=True, comment="how the reporter may be reached"),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="hash of the number that opens the outcome"),
        sa.Column("contact_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("safe_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "released_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="since then the home may see the summary",
        ),
        sa.Column("summary_sealed", sa.LargeBinary(), nullable=True, comment="what the home is told, without names"),
        sa.Column(
            "outcome",
            sa.Enum(
                "CONFIRMED",
                "PARTLY",
                "NOT_CONFIRMED",
                "PASSED_ON",
                name="incidentoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True, comment="what the reporter is told at the end"),
        sa.Column("closed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("rules_version", sa.String(length=10), nullable=False),
        sa.CheckConstraint(
            "(state = 'CLOSED') = (closed_at IS NOT NULL) AND (closed_at IS NULL OR (outcome IS NOT NULL AND answer_sealed IS NOT NULL))",
            name=op.f("ck_incident_closed_whole"),
        ),
        sa.CheckConstraint("(via = 'ACCOUNT') = (sent_by_id IS NOT NULL)", name=op.f("ck_incident_account")),
        sa.CheckConstraint(
            "state <> 'CLOSED' OR level <> 'P1' OR safe_at IS NOT NULL", name=op.f("ck_incident_safe_before_closed")
        ),
        sa.CheckConstraint("state = 'SENT' OR contact_at IS NOT NULL", name=op.f("ck_incident_contact_first")),
        sa.CheckConstraint("(released_at IS NULL) = (summary_sealed IS NULL)", name=op.f("ck_incident_released_says")),
        sa.CheckConstraint("happened_at <= sent_at", name=op.f("ck_incident_after_it_happened")),
        sa.CheckConstraint("serial > 0", name=op.f("ck_incident_serial")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_incident_home_id")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["user_account.id"], name=op.f("fk_incident_sent_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("digest", name=op.f("uq_incident_digest")),
        sa.UniqueConstraint("number", name=op.f("uq_incident_number")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_incident_year_serial")),
    )
    op.create_index(op.f("ix_incident_home_id"), "incident", ["home_id"], unique=False)
    op.create_index(op.f("ix_incident_sent_by_id"), "incident", ["sent_by_id"], unique=False)
    op.create_index("ix_incident_waiting", "incident", ["state", "contact_by"], unique=False)
    op.create_table(
        "legacy_list",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2 … of this home"),
        sa.Column(
            "state",
            sa.Enum(
                "DRAFT",
                "HOME_SIGNED",
                "UNIT_SIGNED",
                "CLOSED",
                name="liststate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("begun_by", sa.Uuid(), nullable=True),
        sa.Column("begun_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("home_signed_by", sa.Uuid(), nullable=True),
        sa.Column("home_signed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("unit_signed_by", sa.Uuid(), nullable=True),
        sa.Column("unit_signed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("sent_back", sa.String(length=500), nullable=True, comment="what the unit asked to be put right"),
        sa.CheckConstraint(
            "(state = 'CLOSED') = (closed_by IS NOT NULL) AND (closed_by IS NULL) = (closed_at IS NULL)",
            name=op.f("ck_legacy_list_closed"),
        ),
        sa.CheckConstraint(
            "(state = 'DRAFT') = (home_signed_by IS NULL) AND (home_signed_by IS NULL) = (home_signed_at IS NULL)",
            name=op.f("ck_legacy_list_home_signed"),
        ),
        sa.CheckConstraint(
            "(state IN ('UNIT_SIGNED', 'CLOSED')) = (unit_signed_by IS NOT NULL) AND (unit_signed_by IS NULL) = (unit_signed_at IS NULL)",
            name=op.f("ck_legacy_list_unit_signed"),
        ),
        sa.CheckConstraint(
            "unit_signed_by IS NULL OR unit_signed_by <> home_signed_by", name=op.f("ck_legacy_list_two_persons")
        ),
        sa.ForeignKeyConstraint(["begun_by"], ["user_account.id"], name=op.f("fk_legacy_list_begun_by")),
        sa.ForeignKeyConstraint(["closed_by"], ["user_account.id"], name=op.f("fk_legacy_list_closed_by")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_legacy_list_home_id")),
        sa.ForeignKeyConstraint(["home_signed_by"], ["user_account.id"], name=op.f("fk_legacy_list_home_signed_by")),
        sa.ForeignKeyConstraint(["unit_signed_by"], ["user_account.id"], name=op.f("fk_legacy_list_unit_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legacy_list")),
        sa.UniqueConstraint("home_id", "number", name=op.f("uq_legacy_list_home_id_number")),
        sa.UniqueConstraint("id", "home_id", name=op.f("uq_legacy_list_id_home_id")),
    )
    op.create_index(op.f("ix_legacy_list_state"), "legacy_list", ["state"], unique=False)
    op.create_index(
        "uq_legacy_list_open",
        "legacy_list",
        ["home_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('DRAFT', 'HOME_SIGNED')"),
        postgresql_where=sa.text("state IN ('DRAFT', 'HOME_SIGNED')"),
    )
    op.create_table(
        "look_alike",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False, comment="L-00042-K"),
        sa.Column(
            "kind",
            sa.Enum(
                "MADRASAH",
                "HOSTEL",
                "DISABILITY_CENTRE",
                "DRUG_REHABILITATION",
                name="lookalikekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_ur", sa.String(length=200), nullable=True),
        sa.Column("name_sd", sa.String(length=200), nullable=True),
        sa.Column(
            "ownership",
            sa.Enum(
                "SWD",
                "SCPA",
                "WOMEN_DEVELOPMENT",
                "OTHER_PROVINCIAL",
                "FEDERAL_PBM",
                "NGO",
                "TRUST",
                "FAITH_BODY",
                "PRIVATE",
                "FAMILY",
                name="ownership",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("district", sa.String(length=6), nullable=False, comment="district code, SD-HYD"),
        sa.Column("taluka", sa.String(length=80), nullable=True),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=True, comment="street address; never public"),
        sa.Column(
            "known_from",
            sa.Enum(
                "APPLICATION",
                "SWD_LIST",
                "FEDERAL_LIST",
                "COURT_FILING",
                "MAPPING",
                "COMPLAINT",
                "PRESS",
                "DONOR",
                name="knownfrom",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("known_since", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "MAPPED",
                "OUTSIDE",
                "MUST_REGISTER",
                "CLOSED",
                name="lookalikestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("checked_on", sa.Date(), nullable=True, comment="the day of the last look"),
        sa.Column("next_check_on", sa.Date(), nullable=True, comment="by when it is looked at, or again"),
        sa.Column(
            "home_id", sa.Uuid(), nullable=True, comment="the home under which it goes on, once it must register"
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(state = 'CLOSED') = (closed_on IS NOT NULL)", name=op.f("ck_look_alike_closed_has_day")),
        sa.CheckConstraint(
            "(state = 'MUST_REGISTER') = (home_id IS NOT NULL)", name=op.f("ck_look_alike_registers_as_home")
        ),
        sa.CheckConstraint(
            "(state IN ('MAPPED', 'OUTSIDE')) = (next_check_on IS NOT NULL)", name=op.f("ck_look_alike_has_next_look")
        ),
        sa.CheckConstraint("known_from <> 'APPLICATION'", name=op.f("ck_look_alike_told")),
        sa.CheckConstraint("state <> 'MAPPED' OR checked_on IS NULL", name=op.f("ck_look_alike_mapped_is_new")),
        sa.CheckConstraint(
            "state NOT IN ('OUTSIDE', 'MUST_REGISTER') OR checked_on IS NOT NULL", name=op.f("ck_look_alike_looked_at")
        ),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_look_alike_home_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_look_alike_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look_alike")),
        sa.UniqueConstraint("home_id", name=op.f("uq_look_alike_home_id")),
        sa.UniqueConstraint("number", name=op.f("uq_look_alike_number")),
    )
    op.create_index(op.f("ix_look_alike_kind"), "look_alike", ["kind"], unique=False)
    op.create_index("ix_look_alike_listing", "look_alike", ["district", "number"], unique=False)
    op.create_index(op.f("ix_look_alike_next_check_on"), "look_alike", ["next_check_on"], unique=False)
    op.create_index(op.f("ix_look_alike_state"), "look_alike", ["state"], unique=False)
    op.create_table(
        "measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False, comment="M-2026-00042-K, gap-free in its year"),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "PUBLIC_NOTICE",
                "NOTICE_TO_APPLY",
                "SHOW_CAUSE",
                "COURT_FILE",
                "ADVICE",
                "IMPROVEMENT_NOTICE",
                "CONDITION",
                "ADMISSIONS_FROZEN",
                "SUSPENSION",
                "CANCELLATION",
                "CLOSURE_ORDER",
                "PROSECUTION",
                "VOLUNTARY_CLOSURE",
                name="measurekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "PROPOSED",
                "NOTICED",
                "WAITING",
                "IN_FORCE",
                "RECOMMENDED",
                "DROPPED",
                "LIFTED",
                "ENDED",
                "SET_ASIDE",
                name="measurestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "standing_before",
            sa.Enum(
                "KNOWN_UNREGISTERED",
                "NOTICE_SERVED",
                "IN_PROCESS",
                "BEING_BUILT",
                "AUTHORISED",
                "SUSPENDED",
                "EXPIRED",
                "REFUSED",
                "CANCELLED",
                "CLOSED_VOLUNTARILY",
                "CLOSED_BY_ORDER",
                "RECORDED_TWICE",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
            comment="of the home when it was prepared",
        ),
        sa.Column(
            "grounds",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="codes of Ground",
        ),
        sa.Column("reasons", sa.Text(), nullable=False, comment="what happened, with dates; no child is named"),
        sa.Column(
            "condition",
            sa.Enum(
                "LOWER_CAPACITY",
                "NO_UNDER_SIXES",
                "NO_GIRLS_WITHOUT_WOMEN_STAFF",
                "NAMED_TRAINING",
                "MONTHLY_MONITORING",
                "SIBLING_GROUPS_ONLY",
                "NO_NEW_ADMISSIONS",
                "FREE",
                name="conditioncode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("condition_detail", sa.String(length=300), nullable=False),
        sa.Column(
            "in_danger", sa.Boolean(), nullable=False, comment="children are at risk: an appeal holds nothing back"
        ),
        sa.Column(
            "immediate", sa.Boolean(), nullable=False, comment="ordered alone by the head of the Authority (R18)"
        ),
        sa.Column("prepared_by_id", sa.Uuid(), nullable=False),
        sa.Column("prepared_on", sa.Date(), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("answer_until", sa.Date(), nullable=True, comment="last day on which the home may answer"),
        sa.Column("answer", sa.Text(), nullable=False, comment="what the home answered"),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("hearing_notice_on", sa.Date(), nullable=True),
        sa.Column("heard_on", sa.Date(), nullable=True),
        sa.Column("heard", sa.Text(), nullable=False, comment="what the home said, in short"),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column(
            "mode",
            sa.Enum("ACT", "RECOMMEND", name="mode", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "power_lines",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
            comment="what the letter says of the power",
        ),
        sa.Column(
            "power_basis", sa.String(length=200), nullable=True, comment="as the table of powers had it on that day"
        ),
        sa.Column("outside_member", sa.String(length=120), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False, comment="what happens to the children, in words"),
        sa.Column("until", sa.Date(), nullable=True, comment="last day; empty: until it is lifted or done"),
        sa.Column(
            "effective_on", sa.Date(), nullable=True, comment="when a closing takes effect, if each child has a plan"
        ),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("court_reference", sa.String(length=120), nullable=False),
        sa.Column("appeal_until", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=500), nullable=False),
        sa.Column("rules_version", sa.String(length=10), nullable=False),
        sa.CheckConstraint("(answered_on IS NULL) = (answer = '')", name=op.f("ck_measure_answer")),
        sa.CheckConstraint(
            "(state IN ('DROPPED', 'LIFTED', 'ENDED', 'SET_ASIDE')) = (ended_on IS NOT NULL)",
            name=op.f("ck_measure_ended"),
        ),
        sa.CheckConstraint(
            "heard_on IS NULL OR (heard <> '' AND hearing_notice_on <= heard_on)", name=op.f("ck_measure_heard")
        ),
        sa.CheckConstraint(
            "immediate OR kind = 'VOLUNTARY_CLOSURE' OR decided_by_id IS NULL OR decided_by_id <> prepared_by_id",
            name=op.f("ck_measure_two_people"),
        ),
        sa.CheckConstraint("kind <> 'CONDITION' OR condition IS NOT NULL", name=op.f("ck_measure_condition")),
        sa.CheckConstraint("state <> 'NOTICED' OR notice_on IS NOT NULL", name=op.f("ck_measure_noticed")),
        sa.CheckConstraint("state <> 'WAITING' OR effective_on IS NOT NULL", name=op.f("ck_measure_waits_for_a_day")),
        sa.CheckConstraint(
            "state IN ('PROPOSED', 'NOTICED', 'DROPPED') OR (decided_on IS NOT NULL AND decided_by_id IS NOT NULL)",
            name=op.f("ck_measure_decided"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('WAITING', 'IN_FORCE') OR mode IS NULL OR mode = 'ACT'", name=op.f("ck_measure_with_power")
        ),
        sa.CheckConstraint(
            "confirmed_by_id IS NULL OR (immediate AND confirmed_by_id <> decided_by_id)",
            name=op.f("ck_measure_confirmed_by_another"),
        ),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["user_account.id"], name=op.f("fk_measure_confirmed_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user_account.id"], name=op.f("fk_measure_decided_by_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_measure_home_id")),
        sa.ForeignKeyConstraint(["prepared_by_id"], ["user_account.id"], name=op.f("fk_measure_prepared_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("number", name=op.f("uq_measure_number")),
    )
    op.create_index("ix_measure_due", "measure", ["state", "kind", "until", "effective_on"], unique=False)
    op.create_index(op.f("ix_measure_home_id"), "measure", ["home_id"], unique=False)
    op.create_index(
        "uq_measure_one_open",
        "measure",
        ["home_id", "kind"],
        unique=True,
        sqlite_where=sa.text(
            "state IN ('PROPOSED', 'NOTICED', 'WAITING', 'IN_FORCE') AND kind NOT IN ('ADVICE', 'CONDITION')"
        ),
        postgresql_where=sa.text(
            "state IN ('PROPOSED', 'NOTICED', 'WAITING', 'IN_FORCE') AND kind NOT IN ('ADVICE', 'CONDITION')"
        ),
    )
    op.create_table(
        "monthly_return",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False, comment="its first day"),
        sa.Column("version", sa.Integer(), nullable=False, comment="1 first; the last one counts"),
        sa.Column("at_start", sa.Integer(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("went", sa.Integer(), nullable=False),
        sa.Column("to_family", sa.Integer(), nullable=False, comment="of those who left"),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("girls", sa.Integer(), nullable=False),
        sa.Column("boys", sa.Integer(), nullable=False),
        sa.Column("transgender", sa.Integer(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("serious", sa.Integer(), nullable=False, comment="of the events"),
        sa.Column("moved", sa.Integer(), nullable=False, comment="of those who left"),
        sa.Column("missing", sa.Integer(), nullable=False, comment="of those who left"),
        sa.Column("died", sa.Integer(), nullable=False, comment="of those who left"),
        sa.Column("staff_came", sa.Integer(), nullable=False),
        sa.Column("staff_left", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "first_sent_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=False,
            comment="of the first version: a correction makes nobody late",
        ),
        sa.CheckConstraint("at_start + came - went = present", name=op.f("ck_monthly_return_balance")),
        sa.CheckConstraint(
            "at_start >= 0 AND came >= 0 AND to_family >= 0 AND girls >= 0 AND boys >= 0 AND transgender >= 0 AND staff >= 0 AND serious >= 0 AND moved >= 0 AND missing >= 0 AND died >= 0 AND staff_came >= 0 AND staff_left >= 0",
            name=op.f("ck_monthly_return_counts"),
        ),
        sa.CheckConstraint("first_sent_at <= sent_at", name=op.f("ck_monthly_return_first_before")),
        sa.CheckConstraint("girls + boys + transgender = present", name=op.f("ck_monthly_return_sexes")),
        sa.CheckConstraint(
            "to_family + moved + missing + died <= went AND serious <= events AND staff_came <= staff",
            name=op.f("ck_monthly_return_parts"),
        ),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_monthly_return_home_id")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["user_account.id"], name=op.f("fk_monthly_return_sent_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_return")),
        sa.UniqueConstraint("home_id", "month", "version", name=op.f("uq_monthly_return_home_id_month_version")),
    )
    op.create_table(
        "nadra_pack",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 … within the home, without a gap"),
        sa.Column("prepared_by_id", sa.Uuid(), nullable=False),
        sa.Column("prepared_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_nadra_pack_number")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_nadra_pack_home_id")),
        sa.ForeignKeyConstraint(["prepared_by_id"], ["user_account.id"], name=op.f("fk_nadra_pack_prepared_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nadra_pack")),
        sa.UniqueConstraint("home_id", "number", name=op.f("uq_nadra_pack_home_id_number")),
        sa.UniqueConstraint("id", "home_id", name=op.f("uq_nadra_pack_id_home_id")),
    )
    op.create_table(
        "offender_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("NOTICE", "DECISION", name="letterkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "mode",
            sa.Enum("ACT", "RECOMMEND", name="mode", native_enum=False, create_constraint=True, length=40),
            nullable=False,
            comment="of a recommendation, or of what was done",
        ),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'ur', 'sd')", name=op.f("ck_offender_letter_language")),
        sa.ForeignKeyConstraint(["entry_id"], ["offender_entry.id"], name=op.f("fk_offender_letter_entry_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_offender_letter_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offender_letter")),
        sa.UniqueConstraint(
            "entry_id", "kind", "mode", "language", name=op.f("uq_offender_letter_entry_id_kind_mode_language")
        ),
    )
    op.create_table(
        "offender_match",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "FOUND",
                "ANSWERED",
                "CONFIRMED",
                "REFUTED",
                "LIFTED",
                name="matchstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("found_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("answer_until", sa.Date(), nullable=False, comment="that day still counts"),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True, comment="what the person answered"),
        sa.Column("judged_on", sa.Date(), nullable=True),
        sa.Column("judged_by_id", sa.Uuid(), nullable=True),
        sa.Column("reasons_sealed", sa.LargeBinary(), nullable=True, comment="why it is, or is not, this person"),
        sa.CheckConstraint(
            "state NOT IN ('CONFIRMED', 'REFUTED') OR (judged_by_id IS NOT NULL AND reasons_sealed IS NOT NULL)",
            name=op.f("ck_offender_match_judged"),
        ),
        sa.CheckConstraint("(answered_on IS NULL) = (answer_sealed IS NULL)", name=op.f("ck_offender_match_answer")),
        sa.ForeignKeyConstraint(["entry_id"], ["offender_entry.id"], name=op.f("fk_offender_match_entry_id")),
        sa.ForeignKeyConstraint(["judged_by_id"], ["user_account.id"], name=op.f("fk_offender_match_judged_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_offender_match_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offender_match")),
    )
    op.create_index(op.f("ix_offender_match_entry_id"), "offender_match", ["entry_id"], unique=False)
    op.create_index(op.f("ix_offender_match_person_id"), "offender_match", ["person_id"], unique=False)
    op.create_index(op.f("ix_offender_match_state"), "offender_match", ["state"], unique=False)
    op.create_index("uq_offender_match_once", "offender_match", ["person_id", "entry_id"], unique=True)
    op.create_table(
        "orphanages_certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True, comment="the last day; empty where the paper names none"),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number <> ''", name=op.f("ck_orphanages_certificate_number")),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= given_on", name=op.f("ck_orphanages_certificate_term")
        ),
        sa.CheckConstraint(
            "withdrawn_on IS NULL OR withdrawn_on >= given_on", name=op.f("ck_orphanages_certificate_withdrawn")
        ),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_orphanages_certificate_home_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_orphanages_certificate_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orphanages_certificate")),
    )
    op.create_index(op.f("ix_orphanages_certificate_home_id"), "orphanages_certificate", ["home_id"], unique=False)
    op.create_table(
        "person_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=True, comment="for checks made in each home"),
        sa.Column(
            "check_code",
            sa.Enum(
                "V01",
                "V02",
                "V03",
                "V04",
                "V05",
                "V06",
                "V07",
                "V08",
                "V09",
                "V10",
                "V11",
                "V12",
                name="check",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "result",
            sa.Enum(
                "PASSED",
                "WITH_CONDITION",
                "FAILED",
                name="result",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("checked_on", sa.Date(), nullable=False, comment="the day the paper or the officer speaks of"),
        sa.Column("references_called", sa.Integer(), nullable=False, comment="V04: how many were called back"),
        sa.Column(
            "note_sealed", sa.LargeBinary(), nullable=False, comment="slip, districts, condition: what the officer saw"
        ),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "replaced_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="empty: this is what counts",
        ),
        sa.CheckConstraint("references_called >= 0", name=op.f("ck_person_check_references")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_person_check_home_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_check_person_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_person_check_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_check")),
    )
    op.create_index(
        "uq_person_check_of_home",
        "person_check",
        ["person_id", "home_id", "check_code"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL AND home_id IS NOT NULL"),
        postgresql_where=sa.text("replaced_at IS NULL AND home_id IS NOT NULL"),
    )
    op.create_index(
        "uq_person_check_of_person",
        "person_check",
        ["person_id", "check_code"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL AND home_id IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL AND home_id IS NULL"),
    )
    op.create_table(
        "post",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "OWNER",
                "GOVERNING_MEMBER",
                "RESPONSIBLE_PERSON",
                "MANAGER",
                "CARER",
                "SOCIAL_WORKER",
                "HEALTH_WORKER",
                "TEACHER",
                "COOK",
                "DRIVER",
                "GUARD",
                "EMPLOYEE",
                "VOLUNTEER",
                "CONTRACTOR",
                "INTERPRETER",
                "HOUSEHOLD_ADULT",
                name="postkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "experience",
            sa.Enum(
                "EXPERIENCED",
                "NEWLY_GRADUATED",
                "OTHER",
                name="experience",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False, comment="name, as this home gave it"),
        sa.Column(
            "same_person",
            sa.Boolean(),
            nullable=False,
            comment="the name is that of the person's file, or an officer saw that it is the same person",
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column(
            "leaving",
            sa.Enum(
                "RESIGNED",
                "DISMISSED",
                "CONTRACT_OVER",
                "OTHER",
                name="leaving",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "under_allegation", sa.Boolean(), nullable=True, comment="left, or was sent away, under an allegation"
        ),
        sa.Column(
            "told_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="when the home told the office of leaving",
        ),
        sa.Column(
            "allegation_sealed", sa.LargeBinary(), nullable=True, comment="what is alleged, as the home tells it"
        ),
        sa.CheckConstraint(
            "(left_on IS NULL) = (leaving IS NULL) AND (left_on IS NULL) = (under_allegation IS NULL) AND (left_on IS NULL) = (told_at IS NULL)",
            name=op.f("ck_post_left_whole"),
        ),
        sa.CheckConstraint("left_on IS NULL OR left_on >= since", name=op.f("ck_post_period")),
        sa.ForeignKeyConstraint(["added_by_id"], ["user_account.id"], name=op.f("fk_post_added_by_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_post_home_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_post_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("id", "home_id", "person_id", name=op.f("uq_post_id_home_id_person_id")),
    )
    op.create_index(op.f("ix_post_home_id"), "post", ["home_id"], unique=False)
    op.create_index(op.f("ix_post_person_id"), "post", ["person_id"], unique=False)
    op.create_index(
        "uq_post_living",
        "post",
        ["person_id", "home_id", "kind"],
        unique=True,
        sqlite_where=sa.text("left_on IS NULL"),
        postgresql_where=sa.text("left_on IS NULL"),
    )
    op.create_table(
        "return_reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "who",
            sa.Enum("HOME", "OFFICE", name="reminded", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_return_reminder_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_reminder")),
        sa.UniqueConstraint("home_id", "month", "who", name=op.f("uq_return_reminder_home_id_month_who")),
    )
    op.create_table(
        "service",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column(
            "care_type",
            sa.Enum(
                "KINSHIP",
                "GUARDIAN",
                "KAFALAH",
                "FOSTER",
                "RESPITE",
                "SIL",
                "SMALL_GROUP",
                "RESIDENTIAL",
                "EMERGENCY",
                name="caretype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "sexes",
            sa.Enum("GIRLS", "BOYS", "BOTH", name="sexes", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("age_from", sa.Integer(), nullable=False),
        sa.Column("age_to", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False, comment="places asked for, or authorised once it is"),
        sa.Column(
            "special_needs", sa.String(length=300), nullable=False, comment="what is offered, separated by commas"
        ),
        sa.Column(
            "woman_in_charge", sa.Boolean(), nullable=True, comment="a woman leads it; required where girls live"
        ),
        sa.CheckConstraint("0 <= age_from AND age_from <= age_to AND age_to <= 21", name=op.f("ck_service_ages")),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_service_capacity")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_service_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint(
            "home_id", "care_type", "sexes", "age_from", name=op.f("uq_service_home_id_care_type_sexes_age_from")
        ),
    )
    op.create_index(op.f("ix_service_care_type"), "service", ["care_type"], unique=False)
    op.create_index(op.f("ix_service_home_id"), "service", ["home_id"], unique=False)
    op.create_table(
        "stand_down",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("due_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "late_told_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="when SWD and SCPA heard it was late",
        ),
        sa.Column("done_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "words_sealed",
            sa.LargeBinary(),
            nullable=True,
            comment="where the person is now, and who covers the shifts",
        ),
        sa.CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name=op.f("ck_stand_down_done_by")),
        sa.CheckConstraint("(done_at IS NULL) = (words_sealed IS NULL)", name=op.f("ck_stand_down_done_says")),
        sa.CheckConstraint("due_at > opened_at", name=op.f("ck_stand_down_due")),
        sa.ForeignKeyConstraint(["done_by_id"], ["user_account.id"], name=op.f("fk_stand_down_done_by_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_stand_down_home_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_stand_down_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_down")),
    )
    op.create_index(op.f("ix_stand_down_home_id"), "stand_down", ["home_id"], unique=False)
    op.create_index(op.f("ix_stand_down_person_id"), "stand_down", ["person_id"], unique=False)
    op.create_index(
        "uq_stand_down_open",
        "stand_down",
        ["person_id", "home_id"],
        unique=True,
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "tie",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "STAFF",
                "BOARD",
                "OWNER",
                "DONOR",
                "LANDLORD",
                "SUPPLIER",
                "FAMILY",
                "OTHER",
                name="tiekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("declared", sa.Boolean(), nullable=False, comment="said by the person; else found by the system"),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_tie_period")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_tie_home_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_tie_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie")),
    )
    op.create_index(op.f("ix_tie_home_id"), "tie", ["home_id"], unique=False)
    op.create_index(op.f("ix_tie_user_id"), "tie", ["user_id"], unique=False)
    op.create_table(
        "twin",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False, comment="what they share: NAME PLACE PEOPLE"),
        sa.Column(
            "verdict",
            sa.Enum("OPEN", "SAME", "DIFFERENT", name="verdict", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=500), nullable=True, comment="why the person thinks so"),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("created_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(verdict = 'OPEN') = (decided_at IS NULL) AND (verdict = 'OPEN') = (reason IS NULL)",
            name=op.f("ck_twin_decided"),
        ),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_twin_two")),
        sa.ForeignKeyConstraint(["decided_by"], ["user_account.id"], name=op.f("fk_twin_decided_by")),
        sa.ForeignKeyConstraint(["first_id"], ["home.id"], name=op.f("fk_twin_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["home.id"], name=op.f("fk_twin_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_twin")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_twin_first_id_second_id")),
    )
    op.create_index(op.f("ix_twin_first_id"), "twin", ["first_id"], unique=False)
    op.create_index(op.f("ix_twin_second_id"), "twin", ["second_id"], unique=False)
    op.create_index(op.f("ix_twin_verdict"), "twin", ["verdict"], unique=False)
    op.create_table(
        "visit_call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column(
            "criteria",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="ids of criteria to look at; empty: not said",
        ),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_visit_call_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_call")),
        sa.UniqueConstraint("home_id", "called_on", name=op.f("uq_visit_call_home_id_called_on")),
    )
    op.create_index(op.f("ix_visit_call_home_id"), "visit_call", ["home_id"], unique=False)
    op.create_table(
        "visit_record_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False, comment="may not be at the office yet, so no foreign key"),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("phone_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the bytes as they came"),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(length=9), nullable=False),
        sa.Column("received_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "aside", sa.Boolean(), nullable=False, comment="from a blocked phone: counts only once it is taken in"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_visit_record_file_file_id")),
        sa.ForeignKeyConstraint(["phone_id"], ["field_phone.id"], name=op.f("fk_visit_record_file_phone_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_visit_record_file_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_record_file")),
        sa.UniqueConstraint("file_id", name=op.f("uq_visit_record_file_file_id")),
        sa.UniqueConstraint("receipt", name=op.f("uq_visit_record_file_receipt")),
    )
    op.create_index(op.f("ix_visit_record_file_record_id"), "visit_record_file", ["record_id"], unique=False)
    op.create_table(
        "visitors_book_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 … within the home, without a gap"),
        sa.Column(
            "visitor",
            sa.Enum(
                "MAGISTRATE",
                "JUDGE",
                "COMMISSION",
                "DEPUTY_COMMISSIONER",
                "OTHER",
                name="visitor",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "visitor_name", sa.String(length=160), nullable=False, comment="office or court, and the visitor's own name"
        ),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column(
            "said_sealed", sa.LargeBinary(), nullable=False, comment="what the visitor said or wrote; names no child"
        ),
        sa.Column("order_reference", sa.String(length=120), nullable=False, comment="court or office, number, year"),
        sa.Column("task_sealed", sa.LargeBinary(), nullable=False, comment="what is to be done"),
        sa.Column(
            "owner",
            sa.Enum("HOME", "SWD", "SCPA", "CPU", name="owner", native_enum=False, create_constraint=True, length=40),
            nullable=False,
            comment="who does it",
        ),
        sa.Column("due_on", sa.Date(), nullable=False, comment="by this day, which still counts"),
        sa.Column("corrects_id", sa.Uuid(), nullable=True, comment="the earlier entry of this home that it corrects"),
        sa.Column("by_home", sa.Boolean(), nullable=False, comment="written by the home; else by an officer"),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("visitor_name <> ''", name=op.f("ck_visitors_book_entry_visitor_has_name")),
        sa.CheckConstraint(
            "corrects_id IS NULL OR corrects_id <> id", name=op.f("ck_visitors_book_entry_corrects_another")
        ),
        sa.CheckConstraint("due_on >= visited_on", name=op.f("ck_visitors_book_entry_due")),
        sa.CheckConstraint(
            "length(said_sealed) > 0 AND length(task_sealed) > 0", name=op.f("ck_visitors_book_entry_words")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_visitors_book_entry_number")),
        sa.ForeignKeyConstraint(
            ["corrects_id", "home_id"],
            ["visitors_book_entry.id", "visitors_book_entry.home_id"],
            name="fk_visitors_book_entry_corrects_same_home",
        ),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_visitors_book_entry_home_id")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["user_account.id"], name=op.f("fk_visitors_book_entry_written_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitors_book_entry")),
        sa.UniqueConstraint("home_id", "number", name=op.f("uq_visitors_book_entry_home_id_number")),
        sa.UniqueConstraint("id", "home_id", name=op.f("uq_visitors_book_entry_id_home_id")),
    )
    op.create_index("ix_visitors_book_entry_due", "visitors_book_entry", ["due_on", "id"], unique=False)
    op.create_table(
        "warrant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column(
            "care_type",
            sa.Enum(
                "KINSHIP",
                "GUARDIAN",
                "KAFALAH",
                "FOSTER",
                "RESPITE",
                "SIL",
                "SMALL_GROUP",
                "RESIDENTIAL",
                "EMERGENCY",
                name="caretype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False, comment="key of the gatekeeping decision it rests on"),
        sa.Column(
            "status",
            sa.Enum("INTERIM", "CONFIRMED", name="warrantstatus", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("court_order", sa.String(length=120), nullable=True, comment="reference of the order"),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("rules_version", sa.String(length=20), nullable=False),
        sa.CheckConstraint("review_on > decided_on", name=op.f("ck_warrant_review")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_warrant_child_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_warrant_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warrant")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_warrant_decision_id")),
        sa.UniqueConstraint(
            "id", "child_id", "home_id", "care_type", name=op.f("uq_warrant_id_child_id_home_id_care_type")
        ),
        sa.UniqueConstraint("id", "child_id", name=op.f("uq_warrant_id_child_id")),
    )
    op.create_index(op.f("ix_warrant_child_id"), "warrant", ["child_id"], unique=False)
    op.create_index(op.f("ix_warrant_home_id"), "warrant", ["home_id"], unique=False)
    op.create_table(
        "application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=True, comment="A-2026-00042-K, given when sent"),
        sa.Column(
            "track",
            sa.Enum(
                "TRK-A", "TRK-B", "TRK-C", "TRK-D", name="track", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "DRAFT",
                "SUBMITTED",
                "RETURNED",
                "COMPLETE",
                "VETTING",
                "VISITED",
                "RECOMMENDED",
                "DECIDED",
                "WITHDRAWN",
                "LAPSED",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state_since",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=False,
            comment="whose turn it is, since then",
        ),
        sa.Column(
            "rules_version",
            sa.String(length=10),
            nullable=False,
            comment="version of registration.yaml it is made under (R23)",
        ),
        sa.Column("form_version", sa.String(length=10), nullable=False, comment="version of the questions"),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("home_id", sa.Uuid(), nullable=True, comment="the home it is for, once known"),
        sa.Column("service_id", sa.Uuid(), nullable=True, comment="what it asks for, once sent"),
        sa.Column("home_name", sa.String(length=200), nullable=True, comment="as answered; empty for a family"),
        sa.Column("district", sa.String(length=6), nullable=True, comment="as answered; district code"),
        sa.Column(
            "suitability",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="answers of the four first questions",
        ),
        sa.Column("started_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("saved_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "submitted_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="first sending; clocks start here",
        ),
        sa.Column(
            "returned_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="last time questions went back",
        ),
        sa.Column("return_by", sa.Date(), nullable=True, comment="last day to answer the questions"),
        sa.Column("returns", sa.Integer(), nullable=False, comment="how often it went back; once is allowed"),
        sa.Column(
            "stood_still_days",
            sa.Integer(),
            nullable=False,
            comment="days of past returns, taken off the office's clock",
        ),
        sa.Column("due_on", sa.Date(), nullable=True, comment="somebody must do something by then; empty: nobody must"),
        sa.Column("vetted_on", sa.Date(), nullable=True, comment="every outcome of the vetting was on record"),
        sa.Column("gate_on", sa.Date(), nullable=True, comment="last look at the ways children can complain"),
        sa.Column("hear_from", sa.Date(), nullable=True, comment="first day on which the hearing may be held"),
        sa.Column("heard_on", sa.Date(), nullable=True, comment="the applicant was heard"),
        sa.Column("completed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("completed_by_id", sa.Uuid(), nullable=True),
        sa.Column("vetting_since", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("recommended_by_id", sa.Uuid(), nullable=True),
        sa.Column("recommended_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "recommendation",
            sa.Enum(
                "FULL",
                "CONDITIONAL",
                "PROVISIONAL",
                "REFUSED",
                name="recommendation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("recommendation_text", sa.Text(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column(
            "decision",
            sa.Enum(
                "FULL",
                "CONDITIONAL",
                "PROVISIONAL",
                "REFUSED",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "reasons",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
            comment="numbered facts; a refusal is never without",
        ),
        sa.Column(
            "reopened_on",
            sa.Date(),
            nullable=True,
            comment="its decision was set aside; the clocks of what is done anew start here",
        ),
        sa.Column("withdrawn_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("lapsed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state <> 'DECIDED' OR (decided_by_id IS NOT NULL AND decided_on IS NOT NULL AND decision IS NOT NULL AND reasons IS NOT NULL)",
            name=op.f("ck_application_decided"),
        ),
        sa.CheckConstraint("state <> 'DRAFT' OR number IS NULL", name=op.f("ck_application_draft_not_sent")),
        sa.CheckConstraint("state <> 'LAPSED' OR lapsed_at IS NOT NULL", name=op.f("ck_application_lapsed")),
        sa.CheckConstraint(
            "state <> 'RETURNED' OR (returned_at IS NOT NULL AND return_by IS NOT NULL)",
            name=op.f("ck_application_return"),
        ),
        sa.CheckConstraint(
            "state <> 'WITHDRAWN' OR (withdrawn_at IS NOT NULL AND withdrawn_by_id IS NOT NULL)",
            name=op.f("ck_application_withdrawn"),
        ),
        sa.CheckConstraint(
            "state IN ('DRAFT', 'DECIDED', 'WITHDRAWN', 'LAPSED') OR due_on IS NOT NULL",
            name=op.f("ck_application_due"),
        ),
        sa.CheckConstraint(
            "state IN ('DRAFT', 'WITHDRAWN') OR (number IS NOT NULL AND home_id IS NOT NULL AND organisation_id IS NOT NULL)",
            name=op.f("ck_application_sent_for_a_home"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('RECOMMENDED', 'DECIDED') OR (recommended_by_id IS NOT NULL AND recommended_at IS NOT NULL AND recommendation IS NOT NULL AND recommendation_text IS NOT NULL)",
            name=op.f("ck_application_recommended"),
        ),
        sa.CheckConstraint("(number IS NULL) = (submitted_at IS NULL)", name=op.f("ck_application_number_when_sent")),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> recommended_by_id", name=op.f("ck_application_two_persons")
        ),
        sa.CheckConstraint("returns >= 0 AND stood_still_days >= 0", name=op.f("ck_application_counts")),
        sa.ForeignKeyConstraint(["applicant_id"], ["user_account.id"], name=op.f("fk_application_applicant_id")),
        sa.ForeignKeyConstraint(["completed_by_id"], ["user_account.id"], name=op.f("fk_application_completed_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user_account.id"], name=op.f("fk_application_decided_by_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_application_home_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_application_organisation_id")),
        sa.ForeignKeyConstraint(
            ["recommended_by_id"], ["user_account.id"], name=op.f("fk_application_recommended_by_id")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_application_service_id")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["user_account.id"], name=op.f("fk_application_withdrawn_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("number", name=op.f("uq_application_number")),
    )
    op.create_index(op.f("ix_application_applicant_id"), "application", ["applicant_id"], unique=False)
    op.create_index(op.f("ix_application_district"), "application", ["district"], unique=False)
    op.create_index(op.f("ix_application_organisation_id"), "application", ["organisation_id"], unique=False)
    op.create_index("ix_application_queue", "application", ["state", "due_on", "id"], unique=False)
    op.create_index(op.f("ix_application_state"), "application", ["state"], unique=False)
    op.create_index(
        "uq_application_live_home",
        "application",
        ["home_id"],
        unique=True,
        sqlite_where=sa.text(
            "state IN ('DRAFT', 'RETURNED', 'SUBMITTED', 'COMPLETE', 'VETTING', 'VISITED', 'RECOMMENDED')"
        ),
        postgresql_where=sa.text(
            "state IN ('DRAFT', 'RETURNED', 'SUBMITTED', 'COMPLETE', 'VETTING', 'VISITED', 'RECOMMENDED')"
        ),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False, comment="C-2026-00042-K"),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "OWNER",
                "ADDRESS",
                "RESPONSIBLE_PERSON",
                "MANAGER",
                "CARE_TYPE",
                "SEX_OR_AGE",
                "CAPACITY",
                "BUILDING_WORK",
                name="changekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "ASKED",
                "LOOKED_INTO",
                "APPROVED",
                "REFUSED",
                "WITHDRAWN",
                name="changestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_day", sa.Date(), nullable=False, comment="wanted from this day; of a manager, since this day"),
        sa.Column("late", sa.Boolean(), nullable=False, comment="told after the days for telling"),
        sa.Column("wanted_sealed", sa.LargeBinary(), nullable=False, comment="what is wanted, as JSON"),
        sa.Column("why_sealed", sa.LargeBinary(), nullable=False, comment="why, in the home's words"),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("looked_by_id", sa.Uuid(), nullable=True),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("beds", sa.Integer(), nullable=True),
        sa.Column("square_feet", sa.Integer(), nullable=True),
        sa.Column(
            "advice",
            sa.Enum("APPROVE", "REFUSE", name="advice", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("took_effect_on", sa.Date(), nullable=True, comment="the day on which another owner came in"),
        sa.Column("found", sa.Text(), nullable=False, comment="what the office found"),
        sa.CheckConstraint(
            "state NOT IN ('LOOKED_INTO', 'APPROVED', 'REFUSED') OR (looked_by_id IS NOT NULL AND looked_on IS NOT NULL AND advice IS NOT NULL AND found <> '')",
            name=op.f("ck_change_looked_into"),
        ),
        sa.CheckConstraint(
            "took_effect_on IS NULL OR (kind = 'OWNER' AND state = 'APPROVED' AND took_effect_on >= from_day)",
            name=op.f("ck_change_took_effect"),
        ),
        sa.CheckConstraint("beds >= 0 AND square_feet >= 0", name=op.f("ck_change_space")),
        sa.CheckConstraint("looked_by_id <> asked_by_id", name=op.f("ck_change_two_persons")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name=op.f("fk_change_asked_by_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_change_home_id")),
        sa.ForeignKeyConstraint(["looked_by_id"], ["user_account.id"], name=op.f("fk_change_looked_by_id")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_change_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sa.UniqueConstraint("number", name=op.f("uq_change_number")),
    )
    op.create_index(op.f("ix_change_home_id"), "change", ["home_id"], unique=False)
    op.create_index(op.f("ix_change_state"), "change", ["state"], unique=False)
    op.create_index(
        "uq_change_open",
        "change",
        ["home_id", "kind"],
        unique=True,
        sqlite_where=sa.text("state IN ('ASKED', 'LOOKED_INTO')"),
        postgresql_where=sa.text("state IN ('ASKED', 'LOOKED_INTO')"),
    )
    op.create_table(
        "child_door",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("POSTER", "CARD", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="hash of the token in its address"),
        sa.Column(
            "token_sealed", sa.LargeBinary(), nullable=False, comment="the token, so that it can be printed again"
        ),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "ended_on", sa.Date(), nullable=True, comment="torn, lost or taken down; its token opens no home any more"
        ),
        sa.Column("hung_on", sa.Date(), nullable=True, comment="the day of the photo that shows it on the wall"),
        sa.Column("hung_by_id", sa.Uuid(), nullable=True),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("briefing_id", sa.Uuid(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True, comment="the day a child got the card"),
        sa.Column("given_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind = 'CARD' OR given_on IS NULL", name=op.f("ck_child_door_only_cards_are_given")),
        sa.CheckConstraint("kind = 'POSTER' OR hung_on IS NULL", name=op.f("ck_child_door_only_posters_hang")),
        sa.CheckConstraint(
            "(hung_on IS NULL) = (photo_id IS NULL) AND (hung_on IS NULL) = (briefing_id IS NULL)",
            name=op.f("ck_child_door_hangs_with_photo_and_briefing"),
        ),
        sa.ForeignKeyConstraint(
            ["briefing_id", "home_id"],
            ["door_briefing.id", "door_briefing.home_id"],
            name="fk_child_door_briefing_same_home",
        ),
        sa.ForeignKeyConstraint(["given_by_id"], ["user_account.id"], name=op.f("fk_child_door_given_by_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_child_door_home_id")),
        sa.ForeignKeyConstraint(["hung_by_id"], ["user_account.id"], name=op.f("fk_child_door_hung_by_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_child_door_made_by_id")),
        sa.ForeignKeyConstraint(["photo_id"], ["stored_file.id"], name=op.f("fk_child_door_photo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_door")),
        sa.UniqueConstraint("digest", name=op.f("uq_child_door_digest")),
        sa.UniqueConstraint("serial", name=op.f("uq_child_door_serial")),
    )
    op.create_index(op.f("ix_child_door_home_id"), "child_door", ["home_id"], unique=False)
    op.create_index("ix_child_door_of_home", "child_door", ["home_id", "kind"], unique=False)
    op.create_table(
        "complaint_addition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True, comment="the child's words"),
        sa.Column("voice_id", sa.Uuid(), nullable=True),
        sa.Column(
            "better",
            sa.Enum(
                "better",
                "a_little",
                "the_same",
                "worse",
                name="better",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_addition_complaint_id")),
        sa.ForeignKeyConstraint(["voice_id"], ["stored_file.id"], name=op.f("fk_complaint_addition_voice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_addition")),
    )
    op.create_index(op.f("ix_complaint_addition_complaint_id"), "complaint_addition", ["complaint_id"], unique=False)
    op.create_table(
        "complaint_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False, comment="what was done"),
        sa.Column("not_done_sealed", sa.LargeBinary(), nullable=True, comment="what could not be done, and why"),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "written_as",
            sa.Enum(
                "REGISTRY_OFFICER",
                "AUTHORISER",
                "SCPA_DG",
                "SWD_DIRECTOR",
                "DISTRICT_OFFICER",
                "INSPECTOR",
                "REVIEWER",
                "CPO",
                "CPU_HEAD",
                "PANEL_CHAIR",
                "PANEL_MEMBER",
                "COMPLAINT_OFFICER",
                "DESK",
                "PROVIDER",
                "FAMILY_CARER",
                "TWG",
                "LAW_OFFICER",
                "DPO",
                "AUDITOR",
                "ADMIN",
                name="written_as",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
            comment="the role the child is shown",
        ),
        sa.Column("written_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_answer_complaint_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["user_account.id"], name=op.f("fk_complaint_answer_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_answer")),
    )
    op.create_index(op.f("ix_complaint_answer_complaint_id"), "complaint_answer", ["complaint_id"], unique=False)
    op.create_table(
        "complaint_exclusion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "REGISTRY_OFFICER",
                "AUTHORISER",
                "SCPA_DG",
                "SWD_DIRECTOR",
                "DISTRICT_OFFICER",
                "INSPECTOR",
                "REVIEWER",
                "CPO",
                "CPU_HEAD",
                "PANEL_CHAIR",
                "PANEL_MEMBER",
                "COMPLAINT_OFFICER",
                "DESK",
                "PROVIDER",
                "FAMILY_CARER",
                "TWG",
                "LAW_OFFICER",
                "DPO",
                "AUDITOR",
                "ADMIN",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("district", sa.String(length=6), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(role IS NULL) <> (user_id IS NULL)", name=op.f("ck_complaint_exclusion_role_or_person")),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_exclusion_complaint_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_complaint_exclusion_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_exclusion")),
    )
    op.create_index(op.f("ix_complaint_exclusion_complaint_id"), "complaint_exclusion", ["complaint_id"], unique=False)
    op.create_table(
        "complaint_reach",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "REGISTRY_OFFICER",
                "AUTHORISER",
                "SCPA_DG",
                "SWD_DIRECTOR",
                "DISTRICT_OFFICER",
                "INSPECTOR",
                "REVIEWER",
                "CPO",
                "CPU_HEAD",
                "PANEL_CHAIR",
                "PANEL_MEMBER",
                "COMPLAINT_OFFICER",
                "DESK",
                "PROVIDER",
                "FAMILY_CARER",
                "TWG",
                "LAW_OFFICER",
                "DPO",
                "AUDITOR",
                "ADMIN",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("district", sa.String(length=6), nullable=True),
        sa.Column("handles", sa.Boolean(), nullable=False, comment="works it; else has a copy to read"),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_reach_complaint_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_reach")),
    )
    op.create_index(op.f("ix_complaint_reach_complaint_id"), "complaint_reach", ["complaint_id"], unique=False)
    op.create_table(
        "complaint_reading",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_reading_complaint_id")),
        sa.ForeignKeyConstraint(["reader_id"], ["user_account.id"], name=op.f("fk_complaint_reading_reader_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_reading")),
    )
    op.create_index(op.f("ix_complaint_reading_complaint_id"), "complaint_reading", ["complaint_id"], unique=False)
    op.create_table(
        "complaint_reprisal_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("held_by_id", sa.Uuid(), nullable=True),
        sa.Column("reprisal", sa.Boolean(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True, comment="what was seen and said"),
        sa.CheckConstraint(
            "(held_on IS NULL) = (reprisal IS NULL)", name=op.f("ck_complaint_reprisal_check_held_has_result")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_reprisal_check_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["held_by_id"], ["user_account.id"], name=op.f("fk_complaint_reprisal_check_held_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_reprisal_check")),
    )
    op.create_index(
        op.f("ix_complaint_reprisal_check_complaint_id"), "complaint_reprisal_check", ["complaint_id"], unique=False
    )
    op.create_table(
        "complaint_safety_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=30), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True, comment="how, and what the child wanted"),
        sa.Column("person", sa.String(length=120), nullable=False, comment="who does it"),
        sa.Column("at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_complaint_safety_action_by_id")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_safety_action_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_safety_action")),
    )
    op.create_index(
        op.f("ix_complaint_safety_action_complaint_id"), "complaint_safety_action", ["complaint_id"], unique=False
    )
    op.create_table(
        "complaint_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "RECEIVED",
                "TRIAGED",
                "SAFETY_ACTION",
                "INVESTIGATING",
                "DECIDED",
                "CHILD_TOLD",
                "RESOLVED",
                "APPEALED",
                "REOPENED",
                "CLOSED_BETTER",
                "CLOSED_NOT_CONFIRMED",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
            comment="where it stood afterwards",
        ),
        sa.Column(
            "level",
            sa.Enum("P1", "P2", "P3", "P4", name="level", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Uuid(), nullable=True, comment="empty: the child or the system"),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_complaint_step_actor_id")),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_step_complaint_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_step")),
    )
    op.create_index(op.f("ix_complaint_step_complaint_id"), "complaint_step", ["complaint_id"], unique=False)
    op.create_table(
        "complaint_task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind", sa.String(length=30), nullable=False, comment="a task of triage, or `action` of the decision"
        ),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True, comment="what is to be done"),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("verified_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("verified_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "verified_by_id IS NULL OR verified_by_id <> done_by_id", name=op.f("ck_complaint_task_verified_by_another")
        ),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_task_complaint_id")),
        sa.ForeignKeyConstraint(["done_by_id"], ["user_account.id"], name=op.f("fk_complaint_task_done_by_id")),
        sa.ForeignKeyConstraint(["verified_by_id"], ["user_account.id"], name=op.f("fk_complaint_task_verified_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_task")),
    )
    op.create_index(op.f("ix_complaint_task_complaint_id"), "complaint_task", ["complaint_id"], unique=False)
    op.create_table(
        "duty_call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("called_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("answered_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"], name=op.f("fk_duty_call_complaint_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_duty_call_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_call")),
        sa.UniqueConstraint("complaint_id", "user_id", name=op.f("uq_duty_call_complaint_id_user_id")),
    )
    op.create_index(op.f("ix_duty_call_complaint_id"), "duty_call", ["complaint_id"], unique=False)
    op.create_index(op.f("ix_duty_call_user_id"), "duty_call", ["user_id"], unique=False)
    op.create_table(
        "incident_child",
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_incident_child_child_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_incident_child_incident_id")),
        sa.PrimaryKeyConstraint("incident_id", "child_id", name=op.f("pk_incident_child")),
    )
    op.create_table(
        "incident_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, comment="1, 2, 3 … within the report"),
        sa.Column(
            "kind",
            sa.Enum(
                "CONTACT",
                "SAFE",
                "MEDICAL",
                "POLICE",
                "VISIT",
                "TALK",
                "NOTE",
                "RELEASE",
                "CLOSE",
                "REOPEN",
                name="stepkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False, comment="what was done, found or said"),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("place > 0", name=op.f("ck_incident_step_place")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_incident_step_by_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_incident_step_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_step")),
        sa.UniqueConstraint("incident_id", "place", name=op.f("uq_incident_step_incident_id_place")),
    )
    op.create_table(
        "legacy_row",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("list_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, comment="row 1, 2 … of the list"),
        sa.Column("number", sa.String(length=20), nullable=False, comment="of the home's own book"),
        sa.Column("same", sa.String(length=20), nullable=False, comment="the number in one writing"),
        sa.Column(
            "sex",
            sa.Enum("girl", "boy", "transgender", name="sex", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("born_earliest", sa.Date(), nullable=False),
        sa.Column("born_latest", sa.Date(), nullable=False, comment="the younger bound"),
        sa.Column("birth_year", sa.Integer(), nullable=True, comment="as it was typed; empty: the two ages were"),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_to", sa.Integer(), nullable=True),
        sa.Column(
            "age_method",
            sa.Enum(
                "DOCUMENT",
                "SAID",
                "ESTIMATED",
                "DISPUTED",
                name="agemethod",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("origin", sa.String(length=12), nullable=False, comment="SD-HYD, or OUT-PB … OUT-UNKNOWN"),
        sa.Column(
            "parents",
            sa.Enum(
                "BOTH_DEAD",
                "MOTHER_LIVING",
                "FATHER_LIVING",
                "BOTH_LIVING",
                "NOT_KNOWN",
                name="parents",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "paper",
            sa.Enum(
                "COURT_ORDER",
                "GUARDIAN_CERTIFICATE",
                "PARENT_LETTER",
                "POLICE_LETTER",
                "OTHER",
                "NONE",
                name="legalpaper",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("paper_number", sa.String(length=60), nullable=False),
        sa.Column("siblings", sa.String(length=4), nullable=False, comment="the same letter: brothers and sisters"),
        sa.Column("siblings_elsewhere", sa.Boolean(), nullable=False),
        sa.Column("disability", sa.Boolean(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True, comment="the child's name"),
        sa.Column("child_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True, comment="the stay is reviewed by this day"),
        sa.Column("reviewed_on", sa.Date(), nullable=True, comment="the last review"),
        sa.Column(
            "same_child_id", sa.Uuid(), nullable=True, comment="the child under a code already that this row says again"
        ),
        sa.Column(
            "told_apart",
            sa.Boolean(),
            nullable=False,
            comment="the home was asked, and says that it is none of the children who have a code",
        ),
        sa.CheckConstraint(
            "paper NOT IN ('COURT_ORDER', 'GUARDIAN_CERTIFICATE') OR length(paper_number) > 0",
            name=op.f("ck_legacy_row_paper_number"),
        ),
        sa.CheckConstraint(
            "(birth_year IS NULL) = (age_from IS NOT NULL AND age_to IS NOT NULL)",
            name=op.f("ck_legacy_row_year_or_ages"),
        ),
        sa.CheckConstraint("(child_id IS NULL) = (due_on IS NULL)", name=op.f("ck_legacy_row_child_has_day")),
        sa.CheckConstraint("born_earliest <= born_latest", name=op.f("ck_legacy_row_birth")),
        sa.CheckConstraint("length(same) > 0", name=op.f("ck_legacy_row_number")),
        sa.CheckConstraint("reviewed_on IS NULL OR child_id IS NOT NULL", name=op.f("ck_legacy_row_reviewed")),
        sa.CheckConstraint("same_child_id IS NULL OR NOT told_apart", name=op.f("ck_legacy_row_one_answer")),
        sa.CheckConstraint(
            "same_child_id IS NULL OR child_id IS NULL OR child_id = same_child_id",
            name=op.f("ck_legacy_row_same_child_is_kept"),
        ),
        sa.CheckConstraint("since >= born_earliest", name=op.f("ck_legacy_row_since")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_legacy_row_child_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_legacy_row_home_id")),
        sa.ForeignKeyConstraint(
            ["list_id", "home_id"], ["legacy_list.id", "legacy_list.home_id"], name="fk_legacy_row_list_of_this_home"
        ),
        sa.ForeignKeyConstraint(["same_child_id"], ["child.id"], name=op.f("fk_legacy_row_same_child_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legacy_row")),
        sa.UniqueConstraint("child_id", name=op.f("uq_legacy_row_child_id")),
        sa.UniqueConstraint("home_id", "same", name="uq_legacy_row_once_a_home"),
        sa.UniqueConstraint("list_id", "place", name=op.f("uq_legacy_row_list_id_place")),
        sa.UniqueConstraint("same_child_id", name=op.f("uq_legacy_row_same_child_id")),
    )
    op.create_index(op.f("ix_legacy_row_due_on"), "legacy_row", ["due_on"], unique=False)
    op.create_index(op.f("ix_legacy_row_list_id"), "legacy_row", ["list_id"], unique=False)
    op.create_table(
        "look_alike_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("sleep", sa.Integer(), nullable=False, comment="children who sleep there"),
        sa.Column("without_family", sa.Integer(), nullable=False, comment="of them, with nobody to go home to"),
        sa.Column("not_home", sa.Integer(), nullable=False, comment="of them, taken home by no family in six months"),
        sa.Column("parents_decide", sa.Boolean(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "MAPPED",
                "OUTSIDE",
                "MUST_REGISTER",
                "CLOSED",
                name="lookalikestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
            comment="OUTSIDE or MUST_REGISTER",
        ),
        sa.Column("reasons", sa.String(length=80), nullable=False, comment="InPlaceOfParents, separated by spaces"),
        sa.Column("why_sealed", sa.LargeBinary(), nullable=False, comment="what the officer saw, in words"),
        sa.Column("next_check_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("rules_version", sa.String(length=20), nullable=False),
        sa.Column("created_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(verdict = 'MUST_REGISTER') = (reasons <> '')", name=op.f("ck_look_alike_check_reasons")),
        sa.CheckConstraint(
            "(verdict = 'OUTSIDE') = (next_check_on IS NOT NULL)",
            name=op.f("ck_look_alike_check_outside_has_next_look"),
        ),
        sa.CheckConstraint(
            "verdict <> 'OUTSIDE' OR sleep = 0 OR (without_family = 0 AND not_home = 0 AND parents_decide)",
            name=op.f("ck_look_alike_check_no_care_outside"),
        ),
        sa.CheckConstraint("verdict IN ('OUTSIDE', 'MUST_REGISTER')", name=op.f("ck_look_alike_check_verdict")),
        sa.CheckConstraint(
            "next_check_on IS NULL OR next_check_on > looked_on", name=op.f("ck_look_alike_check_later")
        ),
        sa.CheckConstraint(
            "sleep >= 0 AND without_family BETWEEN 0 AND sleep AND not_home BETWEEN 0 AND sleep",
            name=op.f("ck_look_alike_check_counts"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_look_alike_check_by_id")),
        sa.ForeignKeyConstraint(["place_id"], ["look_alike.id"], name=op.f("fk_look_alike_check_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look_alike_check")),
    )
    op.create_index(op.f("ix_look_alike_check_place_id"), "look_alike_check", ["place_id"], unique=False)
    op.create_table(
        "match_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'ur', 'sd')", name=op.f("ck_match_letter_language")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_match_letter_file_id")),
        sa.ForeignKeyConstraint(["match_id"], ["offender_match.id"], name=op.f("fk_match_letter_match_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_letter")),
        sa.UniqueConstraint("match_id", "language", name=op.f("uq_match_letter_match_id_language")),
    )
    op.create_table(
        "measure_appeal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("filed_by_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("UPHELD", "SET_ASIDE", name="appealoutcome", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("body", sa.String(length=160), nullable=False, comment="who decided the appeal"),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "outcome IS NULL OR (body <> '' AND reasons <> '')", name=op.f("ck_measure_appeal_reasoned")
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (decided_on IS NULL) AND (outcome IS NULL) = (decided_by_id IS NULL)",
            name=op.f("ck_measure_appeal_decided"),
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user_account.id"], name=op.f("fk_measure_appeal_decided_by_id")),
        sa.ForeignKeyConstraint(["filed_by_id"], ["user_account.id"], name=op.f("fk_measure_appeal_filed_by_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_measure_appeal_measure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_appeal")),
        sa.UniqueConstraint("measure_id", name=op.f("uq_measure_appeal_measure_id")),
    )
    op.create_table(
        "measure_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "NOTICE",
                "DECISION",
                "RECOMMENDATION",
                "CONFIRMATION",
                name="paperkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_measure_paper_file_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_measure_paper_measure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_paper")),
        sa.UniqueConstraint("measure_id", "kind", "language", name=op.f("uq_measure_paper_measure_id_kind_language")),
    )
    op.create_table(
        "measure_service",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "BY_HAND",
                "REGISTERED_POST",
                "PASTED_AT_THE_DOOR",
                "NEWSPAPER",
                "THROUGH_COURT",
                name="servedby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "to_whom", sa.String(length=160), nullable=False, comment="who took it, or where it was pasted or printed"
        ),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("to_whom <> ''", name=op.f("ck_measure_service_to_somebody")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_measure_service_file_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_measure_service_measure_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_measure_service_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_service")),
    )
    op.create_index(op.f("ix_measure_service_measure_id"), "measure_service", ["measure_id"], unique=False)
    op.create_table(
        "person_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column(
            "check_code",
            sa.Enum(
                "V01",
                "V02",
                "V03",
                "V04",
                "V05",
                "V06",
                "V07",
                "V08",
                "V09",
                "V10",
                "V11",
                "V12",
                name="check",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("given_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "read_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="when an officer recorded the check",
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_person_paper_file_id")),
        sa.ForeignKeyConstraint(["given_by_id"], ["user_account.id"], name=op.f("fk_person_paper_given_by_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_person_paper_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_paper")),
    )
    op.create_index(op.f("ix_person_paper_post_id"), "person_paper", ["post_id"], unique=False)
    op.create_table(
        "place_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("done_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("found_sealed", sa.LargeBinary(), nullable=True, comment="what the officer found there"),
        sa.CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name=op.f("ck_place_check_done_by")),
        sa.CheckConstraint("(done_at IS NULL) = (found_sealed IS NULL)", name=op.f("ck_place_check_done_says")),
        sa.ForeignKeyConstraint(["done_by_id"], ["user_account.id"], name=op.f("fk_place_check_done_by_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_place_check_home_id")),
        sa.ForeignKeyConstraint(["match_id"], ["offender_match.id"], name=op.f("fk_place_check_match_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_check")),
    )
    op.create_index(op.f("ix_place_check_home_id"), "place_check", ["home_id"], unique=False)
    op.create_index("uq_place_check_once", "place_check", ["match_id", "home_id"], unique=True)
    op.create_table(
        "return_settlement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, comment="1 first; the last one counts"),
        sa.Column(
            "differences",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="box -> [return, stays], as they were",
        ),
        sa.Column("reason", sa.String(length=1000), nullable=False, comment="no child is named"),
        sa.Column("settled_by_id", sa.Uuid(), nullable=False),
        sa.Column("settled_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_return_settlement_reason")),
        sa.ForeignKeyConstraint(["return_id"], ["monthly_return.id"], name=op.f("fk_return_settlement_return_id")),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["user_account.id"], name=op.f("fk_return_settlement_settled_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_settlement")),
        sa.UniqueConstraint("return_id", "place", name=op.f("uq_return_settlement_return_id_place")),
    )
    op.create_table(
        "rota_shift",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column(
            "part",
            sa.Enum("DAY", "NIGHT", name="part", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("added_by_id", sa.Uuid(), nullable=True),
        sa.Column("added_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("struck_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "struck",
            sa.Enum(
                "NOT_CLEAR", "LEFT", "TAKEN_OFF", name="struck", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("struck_by_id", sa.Uuid(), nullable=True, comment="empty: the program"),
        sa.CheckConstraint("(struck_at IS NULL) = (struck IS NULL)", name=op.f("ck_rota_shift_struck_whole")),
        sa.CheckConstraint("struck_by_id IS NULL OR struck_at IS NOT NULL", name=op.f("ck_rota_shift_struck_by")),
        sa.ForeignKeyConstraint(["added_by_id"], ["user_account.id"], name=op.f("fk_rota_shift_added_by_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_rota_shift_home_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rota_shift_person_id")),
        sa.ForeignKeyConstraint(
            ["post_id", "home_id", "person_id"],
            ["post.id", "post.home_id", "post.person_id"],
            name=op.f("fk_rota_shift_post_id_home_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["struck_by_id"], ["user_account.id"], name=op.f("fk_rota_shift_struck_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_shift")),
    )
    op.create_index("ix_rota_shift_of_home", "rota_shift", ["home_id", "on_day"], unique=False)
    op.create_index(op.f("ix_rota_shift_person_id"), "rota_shift", ["person_id"], unique=False)
    op.create_index(
        "uq_rota_shift_once",
        "rota_shift",
        ["person_id", "on_day", "part"],
        unique=True,
        sqlite_where=sa.text("struck_at IS NULL"),
        postgresql_where=sa.text("struck_at IS NULL"),
    )
    op.create_table(
        "stay",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("place_sealed", sa.LargeBinary(), nullable=True, comment="where, when it is no home on the register"),
        sa.Column(
            "place_district",
            sa.String(length=12),
            nullable=True,
            comment="of that place: whose unit looks after it; a home has its own",
        ),
        sa.Column(
            "care_type",
            sa.Enum(
                "KINSHIP",
                "GUARDIAN",
                "KAFALAH",
                "FOSTER",
                "RESPITE",
                "SIL",
                "SMALL_GROUP",
                "RESIDENTIAL",
                "EMERGENCY",
                name="caretype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "DECISION",
                "EMERGENCY",
                "ARRIVAL",
                "COURT_DIRECT",
                "LEGACY",
                "OUTSIDE",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "warrant_id",
            sa.Uuid(),
            nullable=True,
            comment="a decision begins one stay, once; one may go on after a wrong leaving",
        ),
        sa.Column(
            "continues_id",
            sa.Uuid(),
            nullable=True,
            comment="the stay whose leaving was written wrongly: it goes on here",
        ),
        sa.Column(
            "order_reference", sa.String(length=120), nullable=True, comment="court and number, for COURT_DIRECT"
        ),
        sa.Column(
            "order_court",
            sa.Enum(
                "MAGISTRATE",
                "FAMILY_COURT",
                "SPECIAL_COURT_CHILD_PROTECTION",
                "CHILDRENS_COURT",
                "HIGH_COURT",
                name="order_court",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
            comment="which kind of court, for COURT_DIRECT",
        ),
        sa.Column("approved_by", sa.Uuid(), nullable=True, comment="for EMERGENCY"),
        sa.Column("brought_by", sa.String(length=60), nullable=True, comment="for ARRIVAL: police, hospital, cradle …"),
        sa.Column("diary_number", sa.String(length=60), nullable=True, comment="for ARRIVAL: of the police station"),
        sa.Column("started_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("limit_on", sa.Date(), nullable=True, comment="by this day it must have another basis or end"),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "left_recorded_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="when the leaving was written down; a report of an earlier moment does not know it",
        ),
        sa.Column("ended_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "exit",
            sa.Enum(
                "REUNIFIED",
                "KINSHIP",
                "GUARDIAN",
                "KAFALAH",
                "FOSTER",
                "SIL",
                "MOVED_PLACEMENT",
                "TURNED_18",
                "COURT_ENDED",
                "MISSING",
                "DIED",
                "GUARDIAN_ORDER",
                "KAFALAH_ORDER",
                "MARRIED_ADULT",
                "OTHER_PROVINCE",
                "ABROAD_BY_COURT",
                "CONSULAR_OR_UNHCR",
                "LEFT_ALONE_ADULT",
                "NEW_BASIS",
                name="exit",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "exit_to",
            sa.Enum(
                "PARENTS",
                "RELATIVES",
                "GUARDIAN",
                "KAFIL",
                "FOSTER_FAMILY",
                "OWN_ROOM",
                "SPOUSE",
                "CUSTODY",
                "AUTHORITY",
                "CONSULATE",
                "UNHCR",
                "OTHER_PERSON",
                "NOT_KNOWN",
                name="destination",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
            comment="to whom, as reports count it",
        ),
        sa.Column(
            "exit_district", sa.String(length=12), nullable=True, comment="where to: SD-HYD, OUT-PB … OUT-UNKNOWN"
        ),
        sa.Column("exit_order", sa.String(length=120), nullable=True, comment="number of the court's order"),
        sa.Column(
            "exit_court",
            sa.Enum(
                "MAGISTRATE",
                "FAMILY_COURT",
                "SPECIAL_COURT_CHILD_PROTECTION",
                "CHILDRENS_COURT",
                "HIGH_COURT",
                name="courttype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "exit_authority",
            sa.String(length=120),
            nullable=True,
            comment="authority of the other province, consulate or UNHCR office",
        ),
        sa.Column("destination_sealed", sa.LargeBinary(), nullable=True, comment="where the child went, in words"),
        sa.Column("nikahnama_number", sa.String(length=60), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True, comment="day on which the leaver said so, in person"),
        sa.Column(
            "death_cause",
            sa.Enum(
                "BORN_WEAK",
                "ILLNESS",
                "ACCIDENT",
                "VIOLENCE",
                "OWN_HAND",
                "NOT_YET_KNOWN",
                name="cause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("death_certified_by", sa.String(length=120), nullable=True, comment="doctor or hospital"),
        sa.Column("found_dead", sa.Boolean(), nullable=True, comment="dead before it came to the home: counted apart"),
        sa.Column("burial_place_sealed", sa.LargeBinary(), nullable=True, comment="where the child is buried"),
        sa.Column("burial_number", sa.String(length=60), nullable=True, comment="number in the book of the graveyard"),
        sa.Column(
            "burial_pending", sa.Boolean(), nullable=True, comment="not buried yet; the review cannot close without it"
        ),
        sa.Column("police_on", sa.Date(), nullable=True, comment="day on which the police were told"),
        sa.Column("police_number", sa.String(length=60), nullable=True, comment="number in the diary of the station"),
        sa.Column("death_review_on", sa.Date(), nullable=True, comment="the death is reviewed by this day"),
        sa.Column("consent_to_id", sa.Uuid(), nullable=True, comment="the woman officer who heard it"),
        sa.CheckConstraint(
            "(basis = 'DECISION') = (limit_on IS NULL)", name=op.f("ck_stay_every_other_basis_has_its_clock")
        ),
        sa.CheckConstraint(
            "(basis = 'DECISION') = (warrant_id IS NOT NULL)", name=op.f("ck_stay_decision_has_warrant")
        ),
        sa.CheckConstraint(
            "(burial_place_sealed IS NULL) = (burial_number IS NULL) AND (coalesce(exit, '') = 'DIED' OR burial_number IS NULL) AND (burial_pending IS NULL OR burial_pending = (burial_number IS NULL))",
            name=op.f("ck_stay_grave_is_whole"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') <> 'ABROAD_BY_COURT' OR exit_district = 'OUT-ABROAD') AND (coalesce(exit_district, '') <> 'OUT-ABROAD' OR exit IN ('TURNED_18', 'MARRIED_ADULT', 'ABROAD_BY_COURT', 'CONSULAR_OR_UNHCR', 'LEFT_ALONE_ADULT'))",
            name=op.f("ck_stay_abroad_by_court"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') <> 'DIED' OR police_on IS NOT NULL) AND (police_number IS NULL OR (police_on IS NOT NULL AND police_number <> ''))",
            name=op.f("ck_stay_death_is_told_to_police"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') IN ('DIED')) = (death_cause IS NOT NULL) AND (coalesce(exit, '') IN ('DIED')) = (death_certified_by IS NOT NULL) AND (coalesce(exit, '') IN ('DIED')) = (found_dead IS NOT NULL) AND (coalesce(exit, '') IN ('DIED')) = (burial_pending IS NOT NULL) AND (coalesce(exit, '') IN ('DIED')) = (death_review_on IS NOT NULL)",
            name=op.f("ck_stay_death_has_facts"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') IN ('GUARDIAN', 'KAFALAH', 'COURT_ENDED', 'GUARDIAN_ORDER', 'KAFALAH_ORDER', 'ABROAD_BY_COURT')) = (exit_court IS NOT NULL)",
            name=op.f("ck_stay_order_has_court"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') IN ('GUARDIAN', 'KAFALAH', 'COURT_ENDED', 'GUARDIAN_ORDER', 'KAFALAH_ORDER', 'ABROAD_BY_COURT')) = (exit_order IS NOT NULL)",
            name=op.f("ck_stay_handing_over_has_order"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') IN ('MARRIED_ADULT')) = (nikahnama_number IS NOT NULL) AND (coalesce(exit, '') IN ('MARRIED_ADULT')) = (consent_on IS NOT NULL) AND (coalesce(exit, '') IN ('MARRIED_ADULT')) = (consent_to_id IS NOT NULL)",
            name=op.f("ck_stay_marriage_has_consent"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') IN ('REUNIFIED', 'KINSHIP', 'GUARDIAN', 'KAFALAH', 'FOSTER', 'SIL', 'TURNED_18', 'COURT_ENDED', 'GUARDIAN_ORDER', 'KAFALAH_ORDER', 'MARRIED_ADULT', 'OTHER_PROVINCE', 'ABROAD_BY_COURT', 'CONSULAR_OR_UNHCR', 'LEFT_ALONE_ADULT')) = (exit_district IS NOT NULL)",
            name=op.f("ck_stay_goes_somewhere"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') IN ('REUNIFIED', 'KINSHIP', 'GUARDIAN', 'KAFALAH', 'FOSTER', 'SIL', 'TURNED_18', 'COURT_ENDED', 'GUARDIAN_ORDER', 'KAFALAH_ORDER', 'MARRIED_ADULT', 'OTHER_PROVINCE', 'ABROAD_BY_COURT', 'CONSULAR_OR_UNHCR', 'LEFT_ALONE_ADULT')) = (exit_to IS NOT NULL)",
            name=op.f("ck_stay_goes_to_somebody"),
        ),
        sa.CheckConstraint(
            "basis <> 'COURT_DIRECT' OR (order_reference IS NOT NULL AND order_court IS NOT NULL)",
            name=op.f("ck_stay_court_has_order"),
        ),
        sa.CheckConstraint(
            "basis <> 'DECISION' OR (home_id IS NOT NULL AND care_type IS NOT NULL)",
            name=op.f("ck_stay_decision_has_home"),
        ),
        sa.CheckConstraint(
            "basis <> 'EMERGENCY' OR approved_by IS NOT NULL", name=op.f("ck_stay_emergency_is_approved")
        ),
        sa.CheckConstraint(
            "coalesce(exit, '') <> 'OTHER_PROVINCE' OR exit_district IN ('OUT-PB', 'OUT-KP', 'OUT-BA', 'OUT-ICT', 'OUT-GB', 'OUT-AJK')",
            name=op.f("ck_stay_province_is_named"),
        ),
        sa.CheckConstraint(
            "coalesce(exit, '') NOT IN ('OTHER_PROVINCE', 'CONSULAR_OR_UNHCR') OR exit_authority IS NOT NULL",
            name=op.f("ck_stay_authority_is_named"),
        ),
        sa.CheckConstraint(
            "exit_order <> '' AND nikahnama_number <> '' AND exit_authority <> ''", name=op.f("ck_stay_numbers")
        ),
        sa.CheckConstraint(
            "exit_to IS NULL OR (exit = 'REUNIFIED' AND exit_to IN ('PARENTS')) OR (exit = 'KINSHIP' AND exit_to IN ('RELATIVES')) OR (exit = 'GUARDIAN' AND exit_to IN ('GUARDIAN')) OR (exit = 'KAFALAH' AND exit_to IN ('KAFIL')) OR (exit = 'FOSTER' AND exit_to IN ('FOSTER_FAMILY')) OR (exit = 'SIL' AND exit_to IN ('OWN_ROOM')) OR (exit = 'TURNED_18' AND exit_to IN ('OWN_ROOM', 'PARENTS', 'RELATIVES', 'NOT_KNOWN')) OR (exit = 'COURT_ENDED' AND exit_to IN ('PARENTS', 'RELATIVES', 'CUSTODY', 'OTHER_PERSON')) OR (exit = 'GUARDIAN_ORDER' AND exit_to IN ('GUARDIAN')) OR (exit = 'KAFALAH_ORDER' AND exit_to IN ('KAFIL')) OR (exit = 'MARRIED_ADULT' AND exit_to IN ('SPOUSE')) OR (exit = 'OTHER_PROVINCE' AND exit_to IN ('AUTHORITY')) OR (exit = 'ABROAD_BY_COURT' AND exit_to IN ('PARENTS', 'RELATIVES', 'GUARDIAN', 'KAFIL', 'OTHER_PERSON')) OR (exit = 'CONSULAR_OR_UNHCR' AND exit_to IN ('CONSULATE', 'UNHCR')) OR (exit = 'LEFT_ALONE_ADULT' AND exit_to IN ('OWN_ROOM', 'NOT_KNOWN'))",
            name=op.f("ck_stay_goes_to_the_right_one"),
        ),
        sa.CheckConstraint(
            "lower(coalesce(exit_order, '')) NOT LIKE '%affidavit%' AND lower(coalesce(exit_order, '')) NOT LIKE '%nadra%'",
            name=op.f("ck_stay_affidavit_is_no_order"),
        ),
        sa.CheckConstraint(
            "lower(coalesce(order_reference, '')) NOT LIKE '%affidavit%' AND lower(coalesce(order_reference, '')) NOT LIKE '%nadra%'",
            name=op.f("ck_stay_nor_on_the_way_in"),
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (exit IS NULL)", name=op.f("ck_stay_ended_has_exit")),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name=op.f("ck_stay_period")),
        sa.CheckConstraint(
            "exit IS NOT NULL OR (exit_order IS NULL AND exit_court IS NULL AND exit_to IS NULL AND exit_district IS NULL AND exit_authority IS NULL AND destination_sealed IS NULL AND nikahnama_number IS NULL AND consent_on IS NULL AND consent_to_id IS NULL AND death_cause IS NULL AND death_certified_by IS NULL AND found_dead IS NULL AND burial_place_sealed IS NULL AND burial_number IS NULL AND burial_pending IS NULL AND police_on IS NULL AND police_number IS NULL AND death_review_on IS NULL)",
            name=op.f("ck_stay_open_has_no_facts"),
        ),
        sa.CheckConstraint("home_id IS NOT NULL OR place_sealed IS NOT NULL", name=op.f("ck_stay_somewhere")),
        sa.CheckConstraint("home_id IS NULL OR place_district IS NULL", name=op.f("ck_stay_one_district")),
        sa.ForeignKeyConstraint(["approved_by"], ["user_account.id"], name=op.f("fk_stay_approved_by")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_stay_child_id")),
        sa.ForeignKeyConstraint(["consent_to_id"], ["user_account.id"], name=op.f("fk_stay_consent_to_id")),
        sa.ForeignKeyConstraint(["continues_id"], ["stay.id"], name=op.f("fk_stay_continues_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_stay_home_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=op.f("fk_stay_recorded_by")),
        sa.ForeignKeyConstraint(
            ["warrant_id", "child_id", "home_id", "care_type"],
            ["warrant.id", "warrant.child_id", "warrant.home_id", "warrant.care_type"],
            name="fk_stay_warrant_same_child_home_and_care",
        ),
        sa.ForeignKeyConstraint(["warrant_id"], ["warrant.id"], name=op.f("fk_stay_warrant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stay")),
        sa.UniqueConstraint("continues_id", name=op.f("uq_stay_continues_id")),
    )
    op.create_index(op.f("ix_stay_basis"), "stay", ["basis"], unique=False)
    op.create_index(op.f("ix_stay_child_id"), "stay", ["child_id"], unique=False)
    op.create_index(op.f("ix_stay_death_review_on"), "stay", ["death_review_on"], unique=False)
    op.create_index(op.f("ix_stay_home_id"), "stay", ["home_id"], unique=False)
    op.create_index(op.f("ix_stay_limit_on"), "stay", ["limit_on"], unique=False)
    op.create_index(op.f("ix_stay_place_district"), "stay", ["place_district"], unique=False)
    op.create_index("ix_stay_present", "stay", ["home_id", "ended_at"], unique=False)
    op.create_index(
        "uq_stay_one_open",
        "stay",
        ["child_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(
        "uq_stay_warrant_begins_once",
        "stay",
        ["warrant_id"],
        unique=True,
        sqlite_where=sa.text("continues_id IS NULL"),
        postgresql_where=sa.text("continues_id IS NULL"),
    )
    op.create_table(
        "visitors_book_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 … of this entry"),
        sa.Column(
            "kind",
            sa.Enum("REPORTED", "RETURNED", "DONE", name="step", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "words_sealed",
            sa.LargeBinary(),
            nullable=False,
            comment="what was done, or what is missing; names no child",
        ),
        sa.Column("taken_by_id", sa.Uuid(), nullable=False),
        sa.Column("taken_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0 AND length(words_sealed) > 0", name=op.f("ck_visitors_book_step_counts")),
        sa.ForeignKeyConstraint(["entry_id"], ["visitors_book_entry.id"], name=op.f("fk_visitors_book_step_entry_id")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["user_account.id"], name=op.f("fk_visitors_book_step_taken_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitors_book_step")),
        sa.UniqueConstraint("entry_id", "number", name=op.f("uq_visitors_book_step_entry_id_number")),
    )
    op.create_index(
        "uq_visitors_book_step_done",
        "visitors_book_step",
        ["entry_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'DONE'"),
        postgresql_where=sa.text("kind = 'DONE'"),
    )
    op.create_table(
        "warrant_rung",
        sa.Column("warrant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "rung",
            sa.Enum(
                "PRESERVE",
                "REUNIFY",
                "KINSHIP",
                "GUARDIAN",
                "FOSTER",
                "KAFALAH",
                "SIL",
                "SMALL_GROUP",
                "RESIDENTIAL",
                name="rung",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id", "child_id", "rung"],
            ["ladder_answer.id", "ladder_answer.child_id", "ladder_answer.rung"],
            name=op.f("fk_warrant_rung_answer_id_child_id_rung"),
        ),
        sa.ForeignKeyConstraint(
            ["warrant_id", "child_id"],
            ["warrant.id", "warrant.child_id"],
            name=op.f("fk_warrant_rung_warrant_id_child_id"),
        ),
        sa.PrimaryKeyConstraint("warrant_id", "rung", name=op.f("pk_warrant_rung")),
    )
    op.create_table(
        "application_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="1 first"),
        sa.Column(
            "value",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
            comment="plain answers; empty for sealed ones and for not known",
        ),
        sa.Column(
            "words_sealed",
            sa.LargeBinary(),
            nullable=True,
            comment="JSON of an answer that names a person, an address or a number",
        ),
        sa.Column(
            "not_known", sa.Boolean(), nullable=False, comment="'I do not know yet': lawful, keeps the part open"
        ),
        sa.Column("changed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "replaced_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="empty: this is the answer",
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_application_answer_version")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_answer_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["user_account.id"], name=op.f("fk_application_answer_changed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_answer")),
        sa.UniqueConstraint(
            "application_id",
            "section",
            "field",
            "version",
            name=op.f("uq_application_answer_application_id_section_field_version"),
        ),
    )
    op.create_index(
        "uq_application_answer_current",
        "application_answer",
        ["application_id", "section", "field"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
    op.create_table(
        "application_flag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False, comment="what is asked, in plain words, to the applicant"),
        sa.Column("raised_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("raised_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "sent_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="went to the applicant; empty while prepared",
        ),
        sa.Column(
            "answered_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="the answers were sent back",
        ),
        sa.Column(
            "reply_sealed", sa.LargeBinary(), nullable=True, comment="why the applicant leaves the answer as it is"
        ),
        sa.CheckConstraint(
            "answered_at IS NULL OR sent_at IS NOT NULL", name=op.f("ck_application_flag_answered_after_sent")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_flag_application_id")
        ),
        sa.ForeignKeyConstraint(["raised_by_id"], ["user_account.id"], name=op.f("fk_application_flag_raised_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_flag")),
    )
    op.create_index(op.f("ix_application_flag_application_id"), "application_flag", ["application_id"], unique=False)
    op.create_index(
        "uq_application_flag_open",
        "application_flag",
        ["application_id", "section", "field"],
        unique=True,
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_table(
        "application_help",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("OFFICER", "TRUSTED", name="helper", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "helper_id", sa.Uuid(), nullable=True, comment="the officer; a trusted person has no account of this"
        ),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False, comment="who helps"),
        sa.Column("who_sealed", sa.LargeBinary(), nullable=True, comment="what the person is to the applicant"),
        sa.Column("from_paper", sa.Boolean(), nullable=False, comment="typed in from the printed form"),
        sa.Column("began_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("began_by_id", sa.Uuid(), nullable=False),
        sa.Column("read_back_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("signed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "by_code", sa.Boolean(), nullable=True, comment="signed by a code sent to the applicant; else on paper"
        ),
        sa.Column("file_id", sa.Uuid(), nullable=True, comment="photo of the signed sheet"),
        sa.Column("ended_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(kind = 'OFFICER') = (helper_id IS NOT NULL)", name=op.f("ck_application_help_officer_signs_in")
        ),
        sa.CheckConstraint("(signed_at IS NULL) = (by_code IS NULL)", name=op.f("ck_application_help_signed_how")),
        sa.CheckConstraint(
            "by_code IS NULL OR by_code = (file_id IS NULL)", name=op.f("ck_application_help_signed_on_paper")
        ),
        sa.CheckConstraint(
            "signed_at IS NULL OR read_back_at IS NOT NULL", name=op.f("ck_application_help_read_before_signed")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_help_application_id")
        ),
        sa.ForeignKeyConstraint(["began_by_id"], ["user_account.id"], name=op.f("fk_application_help_began_by_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_application_help_file_id")),
        sa.ForeignKeyConstraint(["helper_id"], ["user_account.id"], name=op.f("fk_application_help_helper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_help")),
    )
    op.create_index(op.f("ix_application_help_application_id"), "application_help", ["application_id"], unique=False)
    op.create_index(op.f("ix_application_help_helper_id"), "application_help", ["helper_id"], unique=False)
    op.create_table(
        "application_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=4), nullable=False, comment="registration.yaml `documents`"),
        sa.Column(
            "means",
            sa.Enum("UPLOAD", "BRING", name="papermeans", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("given_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("given_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "seen_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="a paper brought was seen in the office",
        ),
        sa.Column("seen_by_id", sa.Uuid(), nullable=True),
        sa.Column("removed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(means = 'UPLOAD') = (file_id IS NOT NULL)", name=op.f("ck_application_paper_file")),
        sa.CheckConstraint("(seen_at IS NULL) = (seen_by_id IS NULL)", name=op.f("ck_application_paper_seen")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_paper_application_id")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_application_paper_file_id")),
        sa.ForeignKeyConstraint(["given_by_id"], ["user_account.id"], name=op.f("fk_application_paper_given_by_id")),
        sa.ForeignKeyConstraint(["seen_by_id"], ["user_account.id"], name=op.f("fk_application_paper_seen_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_paper")),
    )
    op.create_index(op.f("ix_application_paper_application_id"), "application_paper", ["application_id"], unique=False)
    op.create_index(
        "ix_application_paper_listing", "application_paper", ["application_id", "code", "given_at"], unique=False
    )
    op.create_table(
        "application_paper_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=4), nullable=False, comment="the only paper it opens"),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("used_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "ended_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="taken back before it was used",
        ),
        sa.Column("came_dark", sa.Boolean(), nullable=False, comment="the photo that came was too dark to read"),
        sa.CheckConstraint("used_at IS NULL OR ended_at IS NULL", name=op.f("ck_application_paper_link_used_or_ended")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_paper_link_application_id")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_application_paper_link_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_paper_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_application_paper_link_digest")),
    )
    op.create_index(
        op.f("ix_application_paper_link_application_id"), "application_paper_link", ["application_id"], unique=False
    )
    op.create_table(
        "application_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("changed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_part_application_id")
        ),
        sa.ForeignKeyConstraint(["changed_by_id"], ["user_account.id"], name=op.f("fk_application_part_changed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_part")),
        sa.UniqueConstraint("application_id", "section", name=op.f("uq_application_part_application_id_section")),
    )
    op.create_table(
        "application_sending",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False, comment="1 the application, 2 the answers to the questions"),
        sa.Column("sent_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "content_sealed", sa.LargeBinary(), nullable=False, comment="canonical JSON of everything that was sent"
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of that JSON, told on the receipt"),
        sa.CheckConstraint("no > 0", name=op.f("ck_application_sending_no")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_sending_application_id")
        ),
        sa.ForeignKeyConstraint(["sent_by_id"], ["user_account.id"], name=op.f("fk_application_sending_sent_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_sending")),
        sa.UniqueConstraint("application_id", "no", name=op.f("uq_application_sending_application_id_no")),
    )
    op.create_table(
        "arrival",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="1, 2, 3 … within the notice"),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column(
            "condition",
            sa.Enum(
                "WELL",
                "TIRED",
                "AFRAID",
                "ILL",
                "HURT",
                name="condition",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "found",
            sa.Enum(
                "BEGGING",
                "LABOUR",
                "DRUGS",
                "SCAVENGING",
                "NEGLECT",
                "SEXUAL_ABUSE",
                "LOST",
                "ABANDONED",
                "DISASTER",
                "NOT_SAID",
                name="found",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "photo_id", sa.Uuid(), nullable=True, comment="for tracing only; opened with a reason, each time recorded"
        ),
        sa.Column("seen_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "seen_by",
            sa.Enum(
                "CPO",
                "DOCTOR",
                "POLICE_WOMAN",
                "OTHER_OFFICER",
                name="seenby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("seen_told_by_id", sa.Uuid(), nullable=True, comment="who wrote it"),
        sa.Column(
            "outcome",
            sa.Enum(
                "HOME",
                "RELATIVES",
                "HANDED_OVER",
                "EMERGENCY",
                "PANEL_DATE",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("outcome_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "receipt", sa.String(length=60), nullable=True, comment="number of the receipt of whoever took the child"
        ),
        sa.Column("receiver_sealed", sa.LargeBinary(), nullable=True, comment="who took the child, and where"),
        sa.Column("panel_on", sa.Date(), nullable=True, comment="the day before the panel"),
        sa.CheckConstraint(
            "(outcome IS NOT NULL AND outcome = 'PANEL_DATE') = (panel_on IS NOT NULL)",
            name=op.f("ck_arrival_panel_day"),
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome NOT IN ('HOME', 'RELATIVES', 'HANDED_OVER') OR (receipt IS NOT NULL AND receiver_sealed IS NOT NULL)",
            name=op.f("ck_arrival_handed_over_has_receipt"),
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (outcome_on IS NULL) AND (outcome IS NULL) = (outcome_by_id IS NULL)",
            name=op.f("ck_arrival_outcome_is_whole"),
        ),
        sa.CheckConstraint(
            "(seen_at IS NULL) = (seen_by IS NULL) AND (seen_at IS NULL) = (seen_told_by_id IS NULL)",
            name=op.f("ck_arrival_seen_is_whole"),
        ),
        sa.CheckConstraint("position > 0", name=op.f("ck_arrival_position")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_arrival_child_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["arrival_notice.id"], name=op.f("fk_arrival_notice_id")),
        sa.ForeignKeyConstraint(["outcome_by_id"], ["user_account.id"], name=op.f("fk_arrival_outcome_by_id")),
        sa.ForeignKeyConstraint(["photo_id"], ["stored_file.id"], name=op.f("fk_arrival_photo_id")),
        sa.ForeignKeyConstraint(["seen_told_by_id"], ["user_account.id"], name=op.f("fk_arrival_seen_told_by_id")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_arrival_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
        sa.UniqueConstraint("notice_id", "position", name=op.f("uq_arrival_notice_id_position")),
        sa.UniqueConstraint("photo_id", name=op.f("uq_arrival_photo_id")),
        sa.UniqueConstraint("stay_id", name=op.f("uq_arrival_stay_id")),
    )
    op.create_index(op.f("ix_arrival_child_id"), "arrival", ["child_id"], unique=False)
    op.create_table(
        "change_ruling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("ACT", "RECOMMEND", name="mode", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "answer",
            sa.Enum("APPROVE", "REFUSE", name="answer", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("ruled_on", sa.Date(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("looked_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "power_lines",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="language -> what the letter says of power",
        ),
        sa.Column("ruled_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reasons <> ''", name=op.f("ck_change_ruling_reasons")),
        sa.CheckConstraint("by_id <> looked_by_id", name=op.f("ck_change_ruling_two_persons")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_change_ruling_by_id")),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_change_ruling_change_id")),
        sa.ForeignKeyConstraint(["looked_by_id"], ["user_account.id"], name=op.f("fk_change_ruling_looked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_ruling")),
        sa.UniqueConstraint("change_id", "mode", name=op.f("uq_change_ruling_change_id_mode")),
    )
    op.create_table(
        "closing_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column(
            "place",
            sa.Enum(
                "FAMILY",
                "FAMILY_CARE",
                "OTHER_HOME",
                "OWN_LIFE",
                name="nextplace",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_day", sa.Date(), nullable=False, comment="by when the child is there"),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_closing_plan_measure_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["user_account.id"], name=op.f("fk_closing_plan_officer_id")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_closing_plan_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_plan")),
        sa.UniqueConstraint("measure_id", "stay_id", name=op.f("uq_closing_plan_measure_id_stay_id")),
    )
    op.create_table(
        "crm_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("posters", sa.Boolean(), nullable=True),
        sa.Column("private_phone", sa.Boolean(), nullable=True),
        sa.Column("locked_box", sa.Boolean(), nullable=True),
        sa.Column("non_reprisal", sa.Boolean(), nullable=True),
        sa.Column("named_contact", sa.Boolean(), nullable=True),
        sa.Column("childrens_session", sa.Boolean(), nullable=True),
        sa.Column("open_register", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_crm_check_application_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_crm_check_home_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["user_account.id"], name=op.f("fk_crm_check_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crm_check")),
    )
    op.create_index(op.f("ix_crm_check_application_id"), "crm_check", ["application_id"], unique=False)
    op.create_index("ix_crm_check_latest", "crm_check", ["home_id", "checked_on", "recorded_at"], unique=False)
    op.create_table(
        "exit_correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False, comment="why the first line was wrong"),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=True, comment="empty until the head of the unit has decided"),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "exit",
            sa.Enum(
                "REUNIFIED",
                "KINSHIP",
                "GUARDIAN",
                "KAFALAH",
                "FOSTER",
                "SIL",
                "MOVED_PLACEMENT",
                "TURNED_18",
                "COURT_ENDED",
                "MISSING",
                "DIED",
                "GUARDIAN_ORDER",
                "KAFALAH_ORDER",
                "MARRIED_ADULT",
                "OTHER_PROVINCE",
                "ABROAD_BY_COURT",
                "CONSULAR_OR_UNHCR",
                "LEFT_ALONE_ADULT",
                "NEW_BASIS",
                name="exit",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "exit_to",
            sa.Enum(
                "PARENTS",
                "RELATIVES",
                "GUARDIAN",
                "KAFIL",
                "FOSTER_FAMILY",
                "OWN_ROOM",
                "SPOUSE",
                "CUSTODY",
                "AUTHORITY",
                "CONSULATE",
                "UNHCR",
                "OTHER_PERSON",
                "NOT_KNOWN",
                name="destination",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
            comment="to whom, as reports count it",
        ),
        sa.Column(
            "exit_district", sa.String(length=12), nullable=True, comment="where to: SD-HYD, OUT-PB … OUT-UNKNOWN"
        ),
        sa.Column("exit_order", sa.String(length=120), nullable=True, comment="number of the court's order"),
        sa.Column(
            "exit_court",
            sa.Enum(
                "MAGISTRATE",
                "FAMILY_COURT",
                "SPECIAL_COURT_CHILD_PROTECTION",
                "CHILDRENS_COURT",
                "HIGH_COURT",
                name="courttype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "exit_authority",
            sa.String(length=120),
            nullable=True,
            comment="authority of the other province, consulate or UNHCR office",
        ),
        sa.Column("destination_sealed", sa.LargeBinary(), nullable=True, comment="where the child went, in words"),
        sa.Column("nikahnama_number", sa.String(length=60), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True, comment="day on which the leaver said so, in person"),
        sa.Column(
            "death_cause",
            sa.Enum(
                "BORN_WEAK",
                "ILLNESS",
                "ACCIDENT",
                "VIOLENCE",
                "OWN_HAND",
                "NOT_YET_KNOWN",
                name="cause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("death_certified_by", sa.String(length=120), nullable=True, comment="doctor or hospital"),
        sa.Column("found_dead", sa.Boolean(), nullable=True, comment="dead before it came to the home: counted apart"),
        sa.Column("burial_place_sealed", sa.LargeBinary(), nullable=True, comment="where the child is buried"),
        sa.Column("burial_number", sa.String(length=60), nullable=True, comment="number in the book of the graveyard"),
        sa.Column(
            "burial_pending", sa.Boolean(), nullable=True, comment="not buried yet; the review cannot close without it"
        ),
        sa.Column("police_on", sa.Date(), nullable=True, comment="day on which the police were told"),
        sa.Column("police_number", sa.String(length=60), nullable=True, comment="number in the diary of the station"),
        sa.Column("death_review_on", sa.Date(), nullable=True, comment="the death is reviewed by this day"),
        sa.Column("consent_to_id", sa.Uuid(), nullable=True, comment="the woman officer who heard it"),
        sa.CheckConstraint(
            "(burial_place_sealed IS NULL) = (burial_number IS NULL) AND (coalesce(exit, '') = 'DIED' OR burial_number IS NULL) AND (burial_pending IS NULL OR burial_pending = (burial_number IS NULL))",
            name=op.f("ck_exit_correction_grave_is_whole"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') <> 'ABROAD_BY_COURT' OR exit_district = 'OUT-ABROAD') AND (coalesce(exit_district, '') <> 'OUT-ABROAD' OR exit IN ('TURNED_18', 'MARRIED_ADULT', 'ABROAD_BY_COURT', 'CONSULAR_OR_UNHCR', 'LEFT_ALONE_ADULT'))",
            name=op.f("ck_exit_correction_abroad_by_court"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') <> 'DIED' OR police_on IS NOT NULL) AND (police_number IS NULL OR (police_on IS NOT NULL AND police_number <> ''))",
            name=op.f("ck_exit_correction_death_is_told_to_police"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') IN ('DIED')) = (death_cause IS NOT NULL) AND (coalesce(exit, '') IN ('DIED')) = (death_certified_by IS NOT NULL) AND (coalesce(exit, '') IN ('DIED')) = (found_dead IS NOT NULL) AND (coalesce(exit, '') IN ('DIED')) = (burial_pending IS NOT NULL) AND (coalesce(exit, '') IN ('DIED')) = (death_review_on IS NOT NULL)",
            name=op.f("ck_exit_correction_death_has_facts"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') IN ('GUARDIAN', 'KAFALAH', 'COURT_ENDED', 'GUARDIAN_ORDER', 'KAFALAH_ORDER', 'ABROAD_BY_COURT')) = (exit_court IS NOT NULL)",
            name=op.f("ck_exit_correction_order_has_court"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') IN ('GUARDIAN', 'KAFALAH', 'COURT_ENDED', 'GUARDIAN_ORDER', 'KAFALAH_ORDER', 'ABROAD_BY_COURT')) = (exit_order IS NOT NULL)",
            name=op.f("ck_exit_correction_handing_over_has_order"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') IN ('MARRIED_ADULT')) = (nikahnama_number IS NOT NULL) AND (coalesce(exit, '') IN ('MARRIED_ADULT')) = (consent_on IS NOT NULL) AND (coalesce(exit, '') IN ('MARRIED_ADULT')) = (consent_to_id IS NOT NULL)",
            name=op.f("ck_exit_correction_marriage_has_consent"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') IN ('REUNIFIED', 'KINSHIP', 'GUARDIAN', 'KAFALAH', 'FOSTER', 'SIL', 'TURNED_18', 'COURT_ENDED', 'GUARDIAN_ORDER', 'KAFALAH_ORDER', 'MARRIED_ADULT', 'OTHER_PROVINCE', 'ABROAD_BY_COURT', 'CONSULAR_OR_UNHCR', 'LEFT_ALONE_ADULT')) = (exit_district IS NOT NULL)",
            name=op.f("ck_exit_correction_goes_somewhere"),
        ),
        sa.CheckConstraint(
            "(coalesce(exit, '') IN ('REUNIFIED', 'KINSHIP', 'GUARDIAN', 'KAFALAH', 'FOSTER', 'SIL', 'TURNED_18', 'COURT_ENDED', 'GUARDIAN_ORDER', 'KAFALAH_ORDER', 'MARRIED_ADULT', 'OTHER_PROVINCE', 'ABROAD_BY_COURT', 'CONSULAR_OR_UNHCR', 'LEFT_ALONE_ADULT')) = (exit_to IS NOT NULL)",
            name=op.f("ck_exit_correction_goes_to_somebody"),
        ),
        sa.CheckConstraint(
            "coalesce(exit, '') <> 'OTHER_PROVINCE' OR exit_district IN ('OUT-PB', 'OUT-KP', 'OUT-BA', 'OUT-ICT', 'OUT-GB', 'OUT-AJK')",
            name=op.f("ck_exit_correction_province_is_named"),
        ),
        sa.CheckConstraint(
            "coalesce(exit, '') NOT IN ('OTHER_PROVINCE', 'CONSULAR_OR_UNHCR') OR exit_authority IS NOT NULL",
            name=op.f("ck_exit_correction_authority_is_named"),
        ),
        sa.CheckConstraint("exit IS NOT NULL AND exit <> 'MOVED_PLACEMENT'", name=op.f("ck_exit_correction_says_how")),
        sa.CheckConstraint(
            "exit_order <> '' AND nikahnama_number <> '' AND exit_authority <> ''",
            name=op.f("ck_exit_correction_numbers"),
        ),
        sa.CheckConstraint(
            "exit_to IS NULL OR (exit = 'REUNIFIED' AND exit_to IN ('PARENTS')) OR (exit = 'KINSHIP' AND exit_to IN ('RELATIVES')) OR (exit = 'GUARDIAN' AND exit_to IN ('GUARDIAN')) OR (exit = 'KAFALAH' AND exit_to IN ('KAFIL')) OR (exit = 'FOSTER' AND exit_to IN ('FOSTER_FAMILY')) OR (exit = 'SIL' AND exit_to IN ('OWN_ROOM')) OR (exit = 'TURNED_18' AND exit_to IN ('OWN_ROOM', 'PARENTS', 'RELATIVES', 'NOT_KNOWN')) OR (exit = 'COURT_ENDED' AND exit_to IN ('PARENTS', 'RELATIVES', 'CUSTODY', 'OTHER_PERSON')) OR (exit = 'GUARDIAN_ORDER' AND exit_to IN ('GUARDIAN')) OR (exit = 'KAFALAH_ORDER' AND exit_to IN ('KAFIL')) OR (exit = 'MARRIED_ADULT' AND exit_to IN ('SPOUSE')) OR (exit = 'OTHER_PROVINCE' AND exit_to IN ('AUTHORITY')) OR (exit = 'ABROAD_BY_COURT' AND exit_to IN ('PARENTS', 'RELATIVES', 'GUARDIAN', 'KAFIL', 'OTHER_PERSON')) OR (exit = 'CONSULAR_OR_UNHCR' AND exit_to IN ('CONSULATE', 'UNHCR')) OR (exit = 'LEFT_ALONE_ADULT' AND exit_to IN ('OWN_ROOM', 'NOT_KNOWN'))",
            name=op.f("ck_exit_correction_goes_to_the_right_one"),
        ),
        sa.CheckConstraint(
            "lower(coalesce(exit_order, '')) NOT LIKE '%affidavit%' AND lower(coalesce(exit_order, '')) NOT LIKE '%nadra%'",
            name=op.f("ck_exit_correction_affidavit_is_no_order"),
        ),
        sa.CheckConstraint(
            "(approved IS NULL) = (decided_by IS NULL) AND (approved IS NULL) = (decided_at IS NULL)",
            name=op.f("ck_exit_correction_decided"),
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (exit IS NULL)", name=op.f("ck_exit_correction_ended_has_exit")),
        sa.CheckConstraint("decided_by <> proposed_by", name=op.f("ck_exit_correction_second_person")),
        sa.CheckConstraint(
            "exit IS NOT NULL OR (exit_order IS NULL AND exit_court IS NULL AND exit_to IS NULL AND exit_district IS NULL AND exit_authority IS NULL AND destination_sealed IS NULL AND nikahnama_number IS NULL AND consent_on IS NULL AND consent_to_id IS NULL AND death_cause IS NULL AND death_certified_by IS NULL AND found_dead IS NULL AND burial_place_sealed IS NULL AND burial_number IS NULL AND burial_pending IS NULL AND police_on IS NULL AND police_number IS NULL AND death_review_on IS NULL)",
            name=op.f("ck_exit_correction_open_has_no_facts"),
        ),
        sa.ForeignKeyConstraint(["consent_to_id"], ["user_account.id"], name=op.f("fk_exit_correction_consent_to_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["user_account.id"], name=op.f("fk_exit_correction_decided_by")),
        sa.ForeignKeyConstraint(["proposed_by"], ["user_account.id"], name=op.f("fk_exit_correction_proposed_by")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_exit_correction_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exit_correction")),
    )
    op.create_index(op.f("ix_exit_correction_death_review_on"), "exit_correction", ["death_review_on"], unique=False)
    op.create_index(op.f("ix_exit_correction_stay_id"), "exit_correction", ["stay_id"], unique=False)
    op.create_index(
        "uq_exit_correction_living",
        "exit_correction",
        ["stay_id"],
        unique=True,
        sqlite_where=sa.text("approved IS NOT FALSE"),
        postgresql_where=sa.text("approved IS NOT FALSE"),
    )
    op.create_table(
        "gatekeeping_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False, comment="whose Child Protection Unit works on it"),
        sa.Column(
            "state",
            sa.Enum(
                "OPEN",
                "BEFORE_PANEL",
                "DECIDED",
                "CLOSED",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "FAMILY",
                "CHILD",
                "NEIGHBOUR",
                "SCHOOL",
                "HOSPITAL",
                "POLICE",
                "COURT",
                "HOME",
                "HELPLINE",
                "CPU",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "referrer_sealed", sa.LargeBinary(), nullable=True, comment="who referred; never shown to a provider"
        ),
        sa.Column("referrer_organisation_id", sa.Uuid(), nullable=True),
        sa.Column("referred_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("danger", sa.Boolean(), nullable=False, comment="immediate danger when it was referred"),
        sa.Column(
            "screening",
            sa.Enum(
                "SAFE_AT_HOME",
                "NEEDS_EMERGENCY",
                "NOT_A_CASE",
                name="screening",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
            comment="what a person found that the child needs; empty: nobody has looked yet",
        ),
        sa.Column(
            "found_stay_id",
            sa.Uuid(),
            nullable=True,
            comment="the case made itself, because the child was found there without any basis",
        ),
        sa.Column(
            "legal_care",
            sa.Enum(
                "PARENTS",
                "RELATIVE",
                "GUARDIAN",
                "COURT",
                "NOBODY",
                "NOT_KNOWN",
                name="legalcare",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("whereabouts_sealed", sa.LargeBinary(), nullable=False, comment="where the child is, with whom"),
        sa.Column(
            "story_sealed",
            sa.LargeBinary(),
            nullable=True,
            comment="what happened; empty: it is told from the stay it was found in",
        ),
        sa.Column("officer_id", sa.Uuid(), nullable=False, comment="prepares and presents it"),
        sa.Column("home_id", sa.Uuid(), nullable=True, comment="the home proposed now"),
        sa.Column(
            "possible",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="rungs found possible: to be chosen first",
        ),
        sa.Column(
            "waiting_since",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="when it was sent to the body",
        ),
        sa.Column("question", sa.String(length=500), nullable=True, comment="what the body asked when it put it off"),
        sa.Column("closed_reason", sa.String(length=500), nullable=True),
        sa.CheckConstraint(
            "(state = 'BEFORE_PANEL') = (waiting_since IS NOT NULL)", name=op.f("ck_gatekeeping_case_waiting")
        ),
        sa.CheckConstraint(
            "source <> 'HOME' OR referrer_organisation_id IS NOT NULL",
            name=op.f("ck_gatekeeping_case_home_that_refers_is_named"),
        ),
        sa.CheckConstraint(
            "state <> 'CLOSED' OR closed_reason IS NOT NULL", name=op.f("ck_gatekeeping_case_closed_has_reason")
        ),
        sa.CheckConstraint(
            "screening IS NOT NULL OR found_stay_id IS NOT NULL", name=op.f("ck_gatekeeping_case_screened")
        ),
        sa.CheckConstraint(
            "story_sealed IS NOT NULL OR found_stay_id IS NOT NULL", name=op.f("ck_gatekeeping_case_story")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_gatekeeping_case_child_id")),
        sa.ForeignKeyConstraint(["found_stay_id"], ["stay.id"], name=op.f("fk_gatekeeping_case_found_stay_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_gatekeeping_case_home_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["user_account.id"], name=op.f("fk_gatekeeping_case_officer_id")),
        sa.ForeignKeyConstraint(
            ["referrer_organisation_id"], ["organisation.id"], name=op.f("fk_gatekeeping_case_referrer_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_case")),
    )
    op.create_index(op.f("ix_gatekeeping_case_child_id"), "gatekeeping_case", ["child_id"], unique=False)
    op.create_index(op.f("ix_gatekeeping_case_district"), "gatekeeping_case", ["district"], unique=False)
    op.create_index(op.f("ix_gatekeeping_case_state"), "gatekeeping_case", ["state"], unique=False)
    op.create_index(
        "uq_gatekeeping_case_living",
        "gatekeeping_case",
        ["child_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'CLOSED'"),
        postgresql_where=sa.text("state <> 'CLOSED'"),
    )
    op.create_table(
        "gatekeeping_review_interest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_gatekeeping_review_interest_by_id")),
        sa.ForeignKeyConstraint(["row_id"], ["legacy_row.id"], name=op.f("fk_gatekeeping_review_interest_row_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_gatekeeping_review_interest_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_review_interest")),
        sa.UniqueConstraint("row_id", "user_id", name=op.f("uq_gatekeeping_review_interest_row_id_user_id")),
    )
    op.create_index(
        op.f("ix_gatekeeping_review_interest_row_id"), "gatekeeping_review_interest", ["row_id"], unique=False
    )
    op.create_index(
        op.f("ix_gatekeeping_review_interest_user_id"), "gatekeeping_review_interest", ["user_id"], unique=False
    )
    op.create_table(
        "gatekeeping_review_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "TOGETHER",
                "SINGLE",
                "CONTINUES",
                "NEEDS_DECISION",
                "DROPPED",
                name="itemstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("put_by", sa.Uuid(), nullable=False),
        sa.Column("put_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("pulled_by", sa.Uuid(), nullable=True),
        sa.Column("pulled_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "why",
            sa.Enum(
                "MEMBER",
                "RULES",
                "VOTE",
                "QUORUM",
                "NOT_REACHED",
                name="why",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
            comment="what took it off the one vote",
        ),
        sa.Column("together", sa.Boolean(), nullable=False, comment="confirmed in one vote with others"),
        sa.Column("majority", sa.String(length=10), nullable=True, comment="simple or two_thirds"),
        sa.Column("reasons_sealed", sa.LargeBinary(), nullable=True, comment="why, when it was looked at alone"),
        sa.Column("settled_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(state IN ('CONTINUES', 'NEEDS_DECISION')) = (settled_at IS NOT NULL) AND (settled_at IS NULL) = (next_on IS NULL)",
            name=op.f("ck_gatekeeping_review_item_settled"),
        ),
        sa.CheckConstraint("NOT together OR state = 'CONTINUES'", name=op.f("ck_gatekeeping_review_item_together")),
        sa.CheckConstraint(
            "settled_at IS NULL OR together OR reasons_sealed IS NOT NULL",
            name=op.f("ck_gatekeeping_review_item_reasons"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["gatekeeping_meeting.id"], name=op.f("fk_gatekeeping_review_item_meeting_id")
        ),
        sa.ForeignKeyConstraint(["pulled_by"], ["user_account.id"], name=op.f("fk_gatekeeping_review_item_pulled_by")),
        sa.ForeignKeyConstraint(["put_by"], ["user_account.id"], name=op.f("fk_gatekeeping_review_item_put_by")),
        sa.ForeignKeyConstraint(["row_id"], ["legacy_row.id"], name=op.f("fk_gatekeeping_review_item_row_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_review_item")),
        sa.UniqueConstraint("meeting_id", "row_id", name=op.f("uq_gatekeeping_review_item_meeting_id_row_id")),
    )
    op.create_index(
        op.f("ix_gatekeeping_review_item_meeting_id"), "gatekeeping_review_item", ["meeting_id"], unique=False
    )
    op.create_index(op.f("ix_gatekeeping_review_item_row_id"), "gatekeeping_review_item", ["row_id"], unique=False)
    op.create_index(
        "uq_gatekeeping_review_item_waiting",
        "gatekeeping_review_item",
        ["row_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('TOGETHER', 'SINGLE')"),
        postgresql_where=sa.text("state IN ('TOGETHER', 'SINGLE')"),
    )
    op.create_table(
        "gatekeeping_review_preparation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False, comment="the day on which the child was heard"),
        sa.Column(
            "how",
            sa.Enum(
                "TALK",
                "DRAWING",
                "SIGNS",
                "OBSERVED",
                name="hearing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("alone", sa.Boolean(), nullable=False, comment="out of hearing of the home"),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False, comment="the child's own words or signs"),
        sa.Column("child_objects", sa.Boolean(), nullable=False),
        sa.Column(
            "parents",
            sa.Enum(
                "BOTH_DEAD",
                "MOTHER_LIVING",
                "FATHER_LIVING",
                "BOTH_LIVING",
                "NOT_KNOWN",
                name="parents",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
            comment="as it is known now",
        ),
        sa.Column("parent_objects", sa.Boolean(), nullable=False),
        sa.Column(
            "changed", sa.Boolean(), nullable=False, comment="something in the child's life or family has changed"
        ),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True, comment="what has changed"),
        sa.CheckConstraint(
            "NOT changed OR note_sealed IS NOT NULL", name=op.f("ck_gatekeeping_review_preparation_what_changed")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_gatekeeping_review_preparation_by_id")),
        sa.ForeignKeyConstraint(["row_id"], ["legacy_row.id"], name=op.f("fk_gatekeeping_review_preparation_row_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_review_preparation")),
    )
    op.create_index(
        op.f("ix_gatekeeping_review_preparation_row_id"), "gatekeeping_review_preparation", ["row_id"], unique=False
    )
    op.create_table(
        "legacy_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False, comment="key of the panel's item that it rests on"),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "CONTINUES",
                "NEEDS_DECISION",
                name="reviewoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("together", sa.Boolean(), nullable=False, comment="confirmed with others in one vote"),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("NOT together OR outcome = 'CONTINUES'", name=op.f("ck_legacy_review_together")),
        sa.CheckConstraint("next_on > held_on", name=op.f("ck_legacy_review_next")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=op.f("fk_legacy_review_recorded_by")),
        sa.ForeignKeyConstraint(["row_id"], ["legacy_row.id"], name=op.f("fk_legacy_review_row_id")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_legacy_review_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legacy_review")),
        sa.UniqueConstraint("item_id", name=op.f("uq_legacy_review_item_id")),
    )
    op.create_index(op.f("ix_legacy_review_row_id"), "legacy_review", ["row_id"], unique=False)
    op.create_table(
        "marriage_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("reported_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("reported_by", sa.Uuid(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True, comment="day of the marriage, where it is known"),
        sa.Column("story_sealed", sa.LargeBinary(), nullable=True, comment="who plans it and how it became known"),
        sa.Column("police_on", sa.Date(), nullable=True, comment="day on which the police were told"),
        sa.Column("police_number", sa.String(length=60), nullable=True, comment="number in the diary of the station"),
        sa.Column("police_by", sa.Uuid(), nullable=True),
        sa.Column("police_recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(police_on IS NULL) = (police_number IS NULL) AND (police_on IS NULL) = (police_by IS NULL)",
            name=op.f("ck_marriage_plan_police"),
        ),
        sa.ForeignKeyConstraint(["police_by"], ["user_account.id"], name=op.f("fk_marriage_plan_police_by")),
        sa.ForeignKeyConstraint(["reported_by"], ["user_account.id"], name=op.f("fk_marriage_plan_reported_by")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_marriage_plan_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marriage_plan")),
    )
    op.create_index(op.f("ix_marriage_plan_stay_id"), "marriage_plan", ["stay_id"], unique=False)
    op.create_table(
        "missing_child",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column(
            "due_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=False,
            comment="four hours after the child went missing",
        ),
        sa.Column("fir_number", sa.String(length=60), nullable=True),
        sa.Column("fir_on", sa.Date(), nullable=True),
        sa.Column("fir_by", sa.Uuid(), nullable=True),
        sa.Column(
            "late_told_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="the head of the unit was told",
        ),
        sa.CheckConstraint(
            "(fir_number IS NULL) = (fir_on IS NULL) AND (fir_number IS NULL) = (fir_by IS NULL) AND fir_number <> ''",
            name=op.f("ck_missing_child_fir_is_whole"),
        ),
        sa.ForeignKeyConstraint(["fir_by"], ["user_account.id"], name=op.f("fk_missing_child_fir_by")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_missing_child_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missing_child")),
        sa.UniqueConstraint("stay_id", name=op.f("uq_missing_child_stay_id")),
    )
    op.create_table(
        "nadra_sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 … within the pack"),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("again_of_id", sa.Uuid(), nullable=True, comment="the child's earlier sheet that did not succeed"),
        sa.Column(
            "state",
            sa.Enum(
                "PREPARED",
                "SIGNED",
                "SENT",
                "REGISTERED",
                "CONFIRMED",
                "REFUSED",
                "MORE_ASKED",
                "TAKEN_BACK",
                name="sheetstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_on", sa.Date(), nullable=False, comment="the day from which it stands so"),
        sa.Column(
            "refusal",
            sa.Enum(
                "PARENTS_ASKED",
                "HEAD_NOT_ACCEPTED",
                "HOME_NOT_ACCEPTED",
                "AGE_DOUBTED",
                "PAPERS_MISSING",
                "REGISTERED_BEFORE",
                "NO_REASON",
                "OTHER",
                name="refusal",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "given",
            sa.Enum("B_FORM", "BIRTH_REGISTRATION", name="given", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(state = 'REFUSED') = (refusal IS NOT NULL)", name=op.f("ck_nadra_sheet_refused_has_reason")
        ),
        sa.CheckConstraint(
            "(state IN ('REGISTERED', 'CONFIRMED')) = (given IS NOT NULL)",
            name=op.f("ck_nadra_sheet_registered_has_paper"),
        ),
        sa.CheckConstraint("again_of_id IS NULL OR again_of_id <> id", name=op.f("ck_nadra_sheet_again_of_another")),
        sa.CheckConstraint("number > 0", name=op.f("ck_nadra_sheet_number")),
        sa.ForeignKeyConstraint(
            ["again_of_id", "child_id"], ["nadra_sheet.id", "nadra_sheet.child_id"], name="fk_nadra_sheet_again"
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_nadra_sheet_child_id")),
        sa.ForeignKeyConstraint(
            ["pack_id", "home_id"], ["nadra_pack.id", "nadra_pack.home_id"], name=op.f("fk_nadra_sheet_pack_id_home_id")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_nadra_sheet_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nadra_sheet")),
        sa.UniqueConstraint("again_of_id", name=op.f("uq_nadra_sheet_again_of_id")),
        sa.UniqueConstraint("id", "child_id", name=op.f("uq_nadra_sheet_id_child_id")),
        sa.UniqueConstraint("pack_id", "child_id", name=op.f("uq_nadra_sheet_pack_id_child_id")),
        sa.UniqueConstraint("pack_id", "number", name=op.f("uq_nadra_sheet_pack_id_number")),
    )
    op.create_index(op.f("ix_nadra_sheet_child_id"), "nadra_sheet", ["child_id"], unique=False)
    op.create_index(op.f("ix_nadra_sheet_home_id"), "nadra_sheet", ["home_id"], unique=False)
    op.create_index("ix_nadra_sheet_state", "nadra_sheet", ["state", "state_on"], unique=False)
    op.create_index(op.f("ix_nadra_sheet_stay_id"), "nadra_sheet", ["stay_id"], unique=False)
    op.create_index(
        "uq_nadra_sheet_one_open",
        "nadra_sheet",
        ["child_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('PREPARED', 'SIGNED', 'SENT')"),
        postgresql_where=sa.text("state IN ('PREPARED', 'SIGNED', 'SENT')"),
    )
    op.create_table(
        "need_opinion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=True),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column(
            "need",
            sa.Enum("NEEDED", "NOT_NEEDED", name="need", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_need_opinion_words")),
        sa.CheckConstraint("(notice_id IS NULL) <> (application_id IS NULL)", name=op.f("ck_need_opinion_about_one")),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_need_opinion_application_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_need_opinion_by_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["intent_notice.id"], name=op.f("fk_need_opinion_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_opinion")),
        sa.UniqueConstraint("application_id", name=op.f("uq_need_opinion_application_id")),
        sa.UniqueConstraint("notice_id", name=op.f("uq_need_opinion_notice_id")),
    )
    op.create_table(
        "pre_registration_visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("critical_zero", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_pre_registration_visit_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_pre_registration_visit_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pre_registration_visit")),
    )
    op.create_index(
        op.f("ix_pre_registration_visit_application_id"), "pre_registration_visit", ["application_id"], unique=False
    )
    op.create_table(
        "ruling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("ACT", "RECOMMEND", name="mode", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "FULL",
                "CONDITIONAL",
                "PROVISIONAL",
                "REFUSED",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ruled_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recommended_by_id", sa.Uuid(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column(
            "conditions",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
            comment="[{code, detail}]; empty: none",
        ),
        sa.Column("child_plan", sa.Text(), nullable=False),
        sa.Column("appeal_note", sa.Text(), nullable=False),
        sa.Column("appeal_until", sa.Date(), nullable=True),
        sa.Column("need_answer", sa.Text(), nullable=False),
        sa.Column("outside_member", sa.String(length=120), nullable=False),
        sa.Column(
            "power_lines",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="language -> what the letter says of power",
        ),
        sa.Column(
            "power_basis", sa.String(length=200), nullable=True, comment="as the table of powers had it on that day"
        ),
        sa.Column("rules_version", sa.String(length=10), nullable=False),
        sa.Column("ruled_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "set_aside_on", sa.Date(), nullable=True, comment="it counts no more since this day; it stays to be read"
        ),
        sa.CheckConstraint("(outcome = 'REFUSED') = (valid_until IS NULL)", name=op.f("ck_ruling_until")),
        sa.CheckConstraint("outcome <> 'CONDITIONAL' OR conditions IS NOT NULL", name=op.f("ck_ruling_conditions")),
        sa.CheckConstraint(
            "outcome <> 'REFUSED' OR (appeal_note <> '' AND appeal_until IS NOT NULL)",
            name=op.f("ck_ruling_refusal_can_be_appealed"),
        ),
        sa.CheckConstraint("reasons <> ''", name=op.f("ck_ruling_reasons")),
        sa.CheckConstraint(
            "set_aside_on IS NULL OR (set_aside_on >= ruled_on AND mode = 'ACT')", name=op.f("ck_ruling_set_aside")
        ),
        sa.CheckConstraint("by_id <> recommended_by_id", name=op.f("ck_ruling_two_persons")),
        sa.CheckConstraint("valid_until IS NULL OR valid_until >= ruled_on", name=op.f("ck_ruling_order")),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_ruling_application_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_ruling_by_id")),
        sa.ForeignKeyConstraint(["recommended_by_id"], ["user_account.id"], name=op.f("fk_ruling_recommended_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling")),
    )
    op.create_index(
        "uq_ruling_standing",
        "ruling",
        ["application_id", "mode"],
        unique=True,
        sqlite_where=sa.text("set_aside_on IS NULL"),
        postgresql_where=sa.text("set_aside_on IS NULL"),
    )
    op.create_table(
        "vetting_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "who",
            sa.Enum(
                "OWNER", "MANAGER", "CARERS", name="vettedgroup", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "check_code",
            sa.Enum("V01", "V02", "V03", name="vettingcheckcode", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "CLEAR",
                "CLEAR_WITH_CONDITION",
                "NOT_CLEAR",
                "PENDING",
                name="vettingoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "replaced_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="empty: this is what counts",
        ),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_vetting_record_application_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_vetting_record_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vetting_record")),
    )
    op.create_index(
        "uq_vetting_record_current",
        "vetting_record",
        ["application_id", "who", "check_code"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column(
            "type",
            sa.Enum(
                "PRE_REGISTRATION",
                "FULL",
                "MONITORING",
                "FOLLOW_UP",
                "THEMATIC",
                "RESPONSIVE",
                name="visittype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "PLANNED",
                "UNDER_WAY",
                "SUBMITTED",
                "COMMENTED",
                "REVIEWED",
                "PUBLISHED",
                "CANCELLED",
                name="visitstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "care_type",
            sa.Enum(
                "KINSHIP",
                "GUARDIAN",
                "KAFALAH",
                "FOSTER",
                "RESPITE",
                "SIL",
                "SMALL_GROUP",
                "RESIDENTIAL",
                "EMERGENCY",
                name="caretype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "framework_version", sa.String(length=10), nullable=False, comment="version of the standards of care"
        ),
        sa.Column("planned_for", sa.Date(), nullable=False, comment="never shown to providers"),
        sa.Column("announced", sa.Boolean(), nullable=False, comment="with notice; may change only until arrival"),
        sa.Column("why", sa.String(length=500), nullable=False, comment="why this home now"),
        sa.Column(
            "scope",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="ids of the criteria asked, in order",
        ),
        sa.Column("planned_by_id", sa.Uuid(), nullable=False),
        sa.Column("planned_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "team_lacks",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="TeamLack of the best team available",
        ),
        sa.Column("acknowledged_by_id", sa.Uuid(), nullable=True),
        sa.Column("acknowledged_reason", sa.String(length=500), nullable=True),
        sa.Column("cancelled_reason", sa.String(length=500), nullable=True),
        sa.Column("arrived_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column(
            "arrival_recorded_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="when it reached this register; a phone without signal tells it later",
        ),
        sa.Column(
            "entry",
            sa.Enum("LET_IN", "LATE", "REFUSED", name="entry", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("opened_by", sa.String(length=120), nullable=True, comment="who opened the door, by role"),
        sa.Column("entry_note_sealed", sa.LargeBinary(), nullable=True, comment="what was said at the door"),
        sa.Column("records_refused", sa.Boolean(), nullable=False),
        sa.Column("talks_refused", sa.Boolean(), nullable=False, comment="private talks with children refused"),
        sa.Column(
            "dangers",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
            comment="Danger seen; empty list: looked, none; null: not",
        ),
        sa.Column(
            "danger_told", sa.String(length=200), nullable=True, comment="who was called about the danger, and when"
        ),
        sa.Column("children_present", sa.Integer(), nullable=True),
        sa.Column("children_heard", sa.Integer(), nullable=True),
        sa.Column("children_coached", sa.Integer(), nullable=True, comment="said that somebody told them what to say"),
        sa.Column("sample_size", sa.Integer(), nullable=True, comment="how many the rule asks to hear"),
        sa.Column("sample_reason", sa.String(length=500), nullable=True, comment="why fewer were heard"),
        sa.Column(
            "sample_reason_accepted", sa.Boolean(), nullable=True, comment="by the reviewer; L9 stands until then"
        ),
        sa.Column(
            "danger_criteria",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="S8.2, S10.2 where danger was seen",
        ),
        sa.Column(
            "manager_comment_sealed",
            sa.LargeBinary(),
            nullable=True,
            comment="what the manager said at the end of the visit",
        ),
        sa.Column(
            "signature",
            sa.Enum("SIGNED", "WOULD_NOT_SIGN", name="signature", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("signed_by_sealed", sa.LargeBinary(), nullable=True, comment="who signed, or why nobody did"),
        sa.Column("submitted_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("submitted_by_id", sa.Uuid(), nullable=True),
        sa.Column("comments_until", sa.Date(), nullable=True, comment="last day for the home to comment on facts"),
        sa.Column(
            "computed_grade",
            sa.Enum("A", "B", "C", "D", name="computed_grade", native_enum=False, create_constraint=True, length=40),
            nullable=True,
            comment="by the rules",
        ),
        sa.Column(
            "overall", sa.String(length=5), nullable=True, comment="percent with one decimal, never a binary float"
        ),
        sa.Column(
            "standards",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
            comment="standard -> percent with one decimal",
        ),
        sa.Column(
            "limited_by",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
            comment="entries as `registry score` gives",
        ),
        sa.Column("protection_met", sa.Boolean(), nullable=True),
        sa.Column("reviewed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.Column("review_note", sa.Text(), nullable=True),
        sa.Column(
            "lowered_to",
            sa.Enum("A", "B", "C", "D", name="lowered_to", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("lowered_reason", sa.String(length=1000), nullable=True),
        sa.Column(
            "grade",
            sa.Enum("A", "B", "C", "D", name="grade", native_enum=False, create_constraint=True, length=40),
            nullable=True,
            comment="as reviewed",
        ),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "issue", sa.Integer(), nullable=False, comment="of the report; one more with each approved correction"
        ),
        sa.Column("scan_id", sa.Uuid(), nullable=True, comment="typed in from this paper"),
        sa.CheckConstraint(
            "(state = 'PUBLISHED') = (published_on IS NOT NULL AND published_by_id IS NOT NULL)",
            name=op.f("ck_visit_published"),
        ),
        sa.CheckConstraint(
            "(state IN ('REVIEWED', 'PUBLISHED')) = (reviewed_at IS NOT NULL AND reviewed_by_id IS NOT NULL)",
            name=op.f("ck_visit_reviewed"),
        ),
        sa.CheckConstraint(
            "(state IN ('SUBMITTED', 'COMMENTED', 'REVIEWED', 'PUBLISHED')) = (submitted_at IS NOT NULL AND submitted_by_id IS NOT NULL AND signature IS NOT NULL AND comments_until IS NOT NULL AND standards IS NOT NULL AND limited_by IS NOT NULL)",
            name=op.f("ck_visit_submitted"),
        ),
        sa.CheckConstraint(
            "state <> 'CANCELLED' OR cancelled_reason IS NOT NULL", name=op.f("ck_visit_cancelled_has_reason")
        ),
        sa.CheckConstraint(
            "state IN ('PLANNED', 'CANCELLED') OR (arrived_at IS NOT NULL AND entry IS NOT NULL)",
            name=op.f("ck_visit_arrived"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('REVIEWED', 'PUBLISHED') OR type <> 'FULL' OR grade IS NOT NULL",
            name=op.f("ck_visit_full_is_graded"),
        ),
        sa.CheckConstraint(
            "type <> 'PRE_REGISTRATION' OR application_id IS NOT NULL", name=op.f("ck_visit_before_registration")
        ),
        sa.CheckConstraint(
            "(acknowledged_by_id IS NULL) = (acknowledged_reason IS NULL)", name=op.f("ck_visit_acknowledged")
        ),
        sa.CheckConstraint("(lowered_to IS NULL) = (lowered_reason IS NULL)", name=op.f("ck_visit_lowered_has_reason")),
        sa.CheckConstraint(
            "children_heard <= children_present AND children_coached <= children_heard AND children_present >= 0 AND children_coached >= 0",
            name=op.f("ck_visit_children"),
        ),
        sa.CheckConstraint(
            "lowered_to IS NOT NULL OR grade IS NULL OR grade = computed_grade", name=op.f("ck_visit_never_raised")
        ),
        sa.CheckConstraint(
            "lowered_to IS NULL OR (computed_grade IS NOT NULL AND lowered_to > computed_grade AND grade = lowered_to)",
            name=op.f("ck_visit_only_lowered"),
        ),
        sa.ForeignKeyConstraint(["acknowledged_by_id"], ["user_account.id"], name=op.f("fk_visit_acknowledged_by_id")),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_visit_application_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_visit_home_id")),
        sa.ForeignKeyConstraint(["planned_by_id"], ["user_account.id"], name=op.f("fk_visit_planned_by_id")),
        sa.ForeignKeyConstraint(["published_by_id"], ["user_account.id"], name=op.f("fk_visit_published_by_id")),
        sa.ForeignKeyConstraint(["reviewed_by_id"], ["user_account.id"], name=op.f("fk_visit_reviewed_by_id")),
        sa.ForeignKeyConstraint(["scan_id"], ["stored_file.id"], name=op.f("fk_visit_scan_id")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["user_account.id"], name=op.f("fk_visit_submitted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index(op.f("ix_visit_application_id"), "visit", ["application_id"], unique=False)
    op.create_index(op.f("ix_visit_home_id"), "visit", ["home_id"], unique=False)
    op.create_index("ix_visit_of_home", "visit", ["home_id", "type", "published_on"], unique=False)
    op.create_index("ix_visit_queue", "visit", ["state", "planned_for", "id"], unique=False)
    op.create_table(
        "arrival_trace",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("arrival_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ZARRA",
                "POLICE_LIST",
                "FIR",
                "HELPLINE",
                "VISIT",
                "CALL",
                "NOTICE",
                "OTHER",
                name="trace",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column(
            "number", sa.String(length=60), nullable=True, comment="in the list of missing children, or of the FIR"
        ),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True, comment="what was asked and answered"),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind NOT IN ('ZARRA', 'POLICE_LIST', 'FIR') OR number IS NOT NULL", name=op.f("ck_arrival_trace_number")
        ),
        sa.ForeignKeyConstraint(["arrival_id"], ["arrival.id"], name=op.f("fk_arrival_trace_arrival_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_arrival_trace_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival_trace")),
    )
    op.create_index(op.f("ix_arrival_trace_arrival_id"), "arrival_trace", ["arrival_id"], unique=False)
    op.create_table(
        "authorisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "PROVISIONAL",
                "CONDITIONAL",
                "FULL",
                "KIN_TEMPORARY",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "standing",
            sa.Enum(
                "IN_FORCE",
                "SUSPENDED",
                "EXPIRED",
                "CANCELLED",
                "CLOSED_VOLUNTARILY",
                "SET_ASIDE",
                name="authorisationstanding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("certificate_number", sa.String(length=20), nullable=False, comment="SCPA-2026-00042-K"),
        sa.Column("year", sa.Integer(), nullable=False, comment="of the number"),
        sa.Column(
            "serial", sa.Integer(), nullable=False, comment="of the number: 1, 2, 3 … in its year, without a gap"
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False, comment="the last day, which still counts"),
        sa.Column("capacity", sa.Integer(), nullable=False, comment="places authorised"),
        sa.Column(
            "conditions",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
            comment="[{code, detail}]; empty: none",
        ),
        sa.Column("ruling_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("power_basis", sa.String(length=200), nullable=True),
        sa.Column("rules_version", sa.String(length=10), nullable=False),
        sa.Column("made_up", sa.Boolean(), nullable=False, comment="given in the demonstration, with made-up data"),
        sa.Column("suspended_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True, comment="first day on which it no longer counts"),
        sa.Column("replaced_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(kind = 'KIN_TEMPORARY') = (ruling_id IS NULL)", name=op.f("ck_authorisation_decided")),
        sa.CheckConstraint(
            "(standing = 'SUSPENDED') = (suspended_on IS NOT NULL)", name=op.f("ck_authorisation_suspended")
        ),
        sa.CheckConstraint(
            "(standing IN ('IN_FORCE', 'SUSPENDED')) = (ended_on IS NULL)", name=op.f("ck_authorisation_ended")
        ),
        sa.CheckConstraint("kind <> 'CONDITIONAL' OR conditions IS NOT NULL", name=op.f("ck_authorisation_conditions")),
        sa.CheckConstraint("replaced_by_id IS NULL OR standing = 'EXPIRED'", name=op.f("ck_authorisation_replaced")),
        sa.CheckConstraint("standing <> 'SET_ASIDE' OR ruling_id IS NOT NULL", name=op.f("ck_authorisation_set_aside")),
        sa.CheckConstraint("serial > 0 AND capacity > 0", name=op.f("ck_authorisation_counts")),
        sa.CheckConstraint("valid_from <= valid_until", name=op.f("ck_authorisation_term")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user_account.id"], name=op.f("fk_authorisation_decided_by_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_authorisation_home_id")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["authorisation.id"], name=op.f("fk_authorisation_replaced_by_id")),
        sa.ForeignKeyConstraint(["ruling_id"], ["ruling.id"], name=op.f("fk_authorisation_ruling_id")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_authorisation_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authorisation")),
        sa.UniqueConstraint("certificate_number", name=op.f("uq_authorisation_certificate_number")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_authorisation_year_serial")),
    )
    op.create_index("ix_authorisation_due", "authorisation", ["standing", "valid_until"], unique=False)
    op.create_index(op.f("ix_authorisation_home_id"), "authorisation", ["home_id"], unique=False)
    op.create_index(op.f("ix_authorisation_ruling_id"), "authorisation", ["ruling_id"], unique=False)
    op.create_index(op.f("ix_authorisation_service_id"), "authorisation", ["service_id"], unique=False)
    op.create_index(
        "uq_authorisation_living_service",
        "authorisation",
        ["service_id"],
        unique=True,
        sqlite_where=sa.text("standing IN ('IN_FORCE', 'SUSPENDED')"),
        postgresql_where=sa.text("standing IN ('IN_FORCE', 'SUSPENDED')"),
    )
    op.create_table(
        "change_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ruling_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'ur', 'sd')", name=op.f("ck_change_letter_language")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_change_letter_file_id")),
        sa.ForeignKeyConstraint(["ruling_id"], ["change_ruling.id"], name=op.f("fk_change_letter_ruling_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_letter")),
        sa.UniqueConstraint("ruling_id", "language", name=op.f("uq_change_letter_ruling_id_language")),
    )
    op.create_table(
        "death_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column(
            "cause",
            sa.Enum(
                "BORN_WEAK",
                "ILLNESS",
                "ACCIDENT",
                "VIOLENCE",
                "OWN_HAND",
                "NOT_YET_KNOWN",
                name="cause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("certified_by", sa.String(length=120), nullable=False),
        sa.Column("burial_place_sealed", sa.LargeBinary(), nullable=False, comment="where the child is buried"),
        sa.Column("burial_number", sa.String(length=60), nullable=False),
        sa.Column("findings_sealed", sa.LargeBinary(), nullable=False, comment="what was found and what must change"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("cause <> 'NOT_YET_KNOWN'", name=op.f("ck_death_review_cause_is_said")),
        sa.CheckConstraint("certified_by <> '' AND burial_number <> ''", name=op.f("ck_death_review_facts")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=op.f("fk_death_review_recorded_by")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_death_review_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_death_review")),
        sa.UniqueConstraint("stay_id", name=op.f("uq_death_review_stay_id")),
    )
    op.create_table(
        "gatekeeping_assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("necessary", sa.Boolean(), nullable=False, comment="the answer to the first question"),
        sa.Column(
            "grounds",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="codes of Ground",
        ),
        sa.Column("harm_sealed", sa.LargeBinary(), nullable=False, comment="the harm, the risk now, the needs"),
        sa.Column("help_tried_sealed", sa.LargeBinary(), nullable=False, comment="help offered: day, by whom, result"),
        sa.Column(
            "second_profession",
            sa.Enum(
                "HEALTH",
                "PSYCHOLOGY",
                "EDUCATION",
                name="profession",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
            comment="who assessed as well",
        ),
        sa.Column("parent_objects", sa.Boolean(), nullable=True),
        sa.Column("tracing_exhausted", sa.Boolean(), nullable=True),
        sa.Column("age_disputed", sa.Boolean(), nullable=True),
        sa.Column("in_conflict_with_law", sa.Boolean(), nullable=True),
        sa.Column(
            "independent", sa.Boolean(), nullable=False, comment="by an officer with no tie to the home that referred"
        ),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_gatekeeping_assessment_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["gatekeeping_case.id"], name=op.f("fk_gatekeeping_assessment_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_assessment")),
    )
    op.create_index(op.f("ix_gatekeeping_assessment_case_id"), "gatekeeping_assessment", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_gatekeeping_assessment_recorded_at"), "gatekeeping_assessment", ["recorded_at"], unique=False
    )
    op.create_table(
        "gatekeeping_child_view",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "TALK",
                "DRAWING",
                "SIGNS",
                "OBSERVED",
                name="hearing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_by_sealed", sa.LargeBinary(), nullable=False, comment="whom the child trusts, who asked"),
        sa.Column("alone", sa.Boolean(), nullable=False, comment="out of hearing of the family and of any home"),
        sa.Column(
            "explained",
            sa.Boolean(),
            nullable=False,
            comment="the child was told what happens, and who will tell the result",
        ),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False, comment="the child's own words or signs"),
        sa.Column(
            "wants_sealed",
            sa.LargeBinary(),
            nullable=True,
            comment="wishes: brothers and sisters, contact, place, school",
        ),
        sa.Column(
            "objects_to",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="kinds of care the child does not want",
        ),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_gatekeeping_child_view_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["gatekeeping_case.id"], name=op.f("fk_gatekeeping_child_view_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_child_view")),
    )
    op.create_index(op.f("ix_gatekeeping_child_view_case_id"), "gatekeeping_child_view", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_gatekeeping_child_view_recorded_at"), "gatekeeping_child_view", ["recorded_at"], unique=False
    )
    op.create_table(
        "gatekeeping_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "APPROVE",
                "APPROVE_WITH_CONDITIONS",
                "DEFER",
                "REJECT",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "care_type",
            sa.Enum(
                "PRESERVE",
                "REUNIFY",
                "KINSHIP",
                "GUARDIAN",
                "FOSTER",
                "KAFALAH",
                "SIL",
                "SMALL_GROUP",
                "RESIDENTIAL",
                name="rung",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reasons_sealed", sa.LargeBinary(), nullable=False, comment="why"),
        sa.Column("conditions_sealed", sa.LargeBinary(), nullable=True, comment="what must be done or kept"),
        sa.Column("dissent_sealed", sa.LargeBinary(), nullable=True, comment="who saw it otherwise, and why"),
        sa.Column("question", sa.String(length=500), nullable=True, comment="what has to be answered first (DEFER)"),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column(
            "proposal",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="what was judged, as `registry gatekeep` takes it",
        ),
        sa.Column(
            "judgement",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="what the rules answered",
        ),
        sa.Column("rules_version", sa.String(length=20), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "locked_at",
            registry_app.core.types.UTCDateTime(timezone=True),
            nullable=True,
            comment="read aloud and confirmed",
        ),
        sa.Column("locked_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "outcome <> 'APPROVE_WITH_CONDITIONS' OR conditions_sealed IS NOT NULL",
            name=op.f("ck_gatekeeping_decision_conditions"),
        ),
        sa.CheckConstraint("outcome <> 'DEFER' OR question IS NOT NULL", name=op.f("ck_gatekeeping_decision_question")),
        sa.CheckConstraint(
            "outcome NOT IN ('APPROVE', 'APPROVE_WITH_CONDITIONS') OR (home_id IS NULL) = (care_type IN ('PRESERVE', 'REUNIFY'))",
            name=op.f("ck_gatekeeping_decision_care_has_home"),
        ),
        sa.CheckConstraint(
            "outcome NOT IN ('APPROVE', 'APPROVE_WITH_CONDITIONS') OR (review_on IS NOT NULL AND review_on > decided_on)",
            name=op.f("ck_gatekeeping_decision_review"),
        ),
        sa.CheckConstraint("(locked_at IS NULL) = (locked_by IS NULL)", name=op.f("ck_gatekeeping_decision_locked")),
        sa.ForeignKeyConstraint(["case_id"], ["gatekeeping_case.id"], name=op.f("fk_gatekeeping_decision_case_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_gatekeeping_decision_home_id")),
        sa.ForeignKeyConstraint(["locked_by"], ["user_account.id"], name=op.f("fk_gatekeeping_decision_locked_by")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["gatekeeping_meeting.id"], name=op.f("fk_gatekeeping_decision_meeting_id")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=op.f("fk_gatekeeping_decision_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_decision")),
    )
    op.create_index(op.f("ix_gatekeeping_decision_case_id"), "gatekeeping_decision", ["case_id"], unique=False)
    op.create_index(op.f("ix_gatekeeping_decision_decided_on"), "gatekeeping_decision", ["decided_on"], unique=False)
    op.create_index(op.f("ix_gatekeeping_decision_home_id"), "gatekeeping_decision", ["home_id"], unique=False)
    op.create_index(op.f("ix_gatekeeping_decision_meeting_id"), "gatekeeping_decision", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_gatekeeping_decision_outcome"), "gatekeeping_decision", ["outcome"], unique=False)
    op.create_table(
        "gatekeeping_family_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "relation",
            sa.Enum(
                "MOTHER",
                "FATHER",
                "GRANDPARENT",
                "BROTHER_SISTER",
                "UNCLE_AUNT",
                "OTHER_KIN",
                "FAMILY_FRIEND",
                name="relation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False, comment="name"),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(
                "WILLING",
                "WITH_HELP",
                "UNWILLING",
                "NOT_FOUND",
                "NOT_ASKED",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "note_sealed", sa.LargeBinary(), nullable=True, comment="what was said, and what help would change it"
        ),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "answer = 'NOT_ASKED' OR asked_on IS NOT NULL", name=op.f("ck_gatekeeping_family_member_asked_has_day")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_gatekeeping_family_member_by_id")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["gatekeeping_case.id"], name=op.f("fk_gatekeeping_family_member_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_family_member")),
    )
    op.create_index(
        op.f("ix_gatekeeping_family_member_case_id"), "gatekeeping_family_member", ["case_id"], unique=False
    )
    op.create_index(
        op.f("ix_gatekeeping_family_member_recorded_at"), "gatekeeping_family_member", ["recorded_at"], unique=False
    )
    op.create_table(
        "gatekeeping_first_view",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "view",
            sa.Enum("FOR", "AGAINST", "ABSTAIN", name="choice", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False, comment="the reason in one line"),
        sa.Column("given_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["gatekeeping_case.id"], name=op.f("fk_gatekeeping_first_view_case_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["gatekeeping_meeting.id"], name=op.f("fk_gatekeeping_first_view_meeting_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_gatekeeping_first_view_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_first_view")),
        sa.UniqueConstraint(
            "case_id", "meeting_id", "user_id", name=op.f("uq_gatekeeping_first_view_case_id_meeting_id_user_id")
        ),
    )
    op.create_index(
        op.f("ix_gatekeeping_first_view_meeting_id"), "gatekeeping_first_view", ["meeting_id"], unique=False
    )
    op.create_table(
        "gatekeeping_interest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_gatekeeping_interest_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["gatekeeping_case.id"], name=op.f("fk_gatekeeping_interest_case_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_gatekeeping_interest_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_interest")),
        sa.UniqueConstraint("case_id", "user_id", name=op.f("uq_gatekeeping_interest_case_id_user_id")),
    )
    op.create_index(op.f("ix_gatekeeping_interest_case_id"), "gatekeeping_interest", ["case_id"], unique=False)
    op.create_index(op.f("ix_gatekeeping_interest_recorded_at"), "gatekeeping_interest", ["recorded_at"], unique=False)
    op.create_index(op.f("ix_gatekeeping_interest_user_id"), "gatekeeping_interest", ["user_id"], unique=False)
    op.create_table(
        "gatekeeping_match",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "care_type",
            sa.Enum(
                "PRESERVE",
                "REUNIFY",
                "KINSHIP",
                "GUARDIAN",
                "FOSTER",
                "KAFALAH",
                "SIL",
                "SMALL_GROUP",
                "RESIDENTIAL",
                name="rung",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("home_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column(
            "shown",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="the list as it stood, with reasons",
        ),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("distance_km", sa.Double(), nullable=True),
        sa.Column("school_changes", sa.Boolean(), nullable=True),
        sa.Column("culture_mismatch", sa.Boolean(), nullable=True),
        sa.Column("religion_mismatch", sa.Boolean(), nullable=True),
        sa.Column("siblings_together", sa.Boolean(), nullable=True),
        sa.Column(
            "shares_unit", sa.Boolean(), nullable=True, comment="with unrelated children of the other sex, 10 or older"
        ),
        sa.Column("escort_is_woman", sa.Boolean(), nullable=True, comment="a vetted woman goes with the child"),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(home_id IS NULL) = (care_type IN ('PRESERVE', 'REUNIFY'))",
            name=op.f("ck_gatekeeping_match_care_has_home"),
        ),
        sa.CheckConstraint(
            "(home_id IS NULL) = (service_id IS NULL)", name=op.f("ck_gatekeeping_match_home_has_service")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_gatekeeping_match_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["gatekeeping_case.id"], name=op.f("fk_gatekeeping_match_case_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_gatekeeping_match_home_id")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_gatekeeping_match_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_match")),
    )
    op.create_index(op.f("ix_gatekeeping_match_case_id"), "gatekeeping_match", ["case_id"], unique=False)
    op.create_index(op.f("ix_gatekeeping_match_recorded_at"), "gatekeeping_match", ["recorded_at"], unique=False)
    op.create_table(
        "gatekeeping_override",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(length=4), nullable=False, comment="BX01-BX06 or W01-W14"),
        sa.Column("ground", sa.String(length=60), nullable=True, comment="of the exception"),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column(
            "office",
            sa.Enum(
                "CPU_HEAD",
                "PANEL_CHAIR",
                "PANEL",
                "SWD_DIRECTOR",
                "SCPA_DG",
                "COURT",
                name="office",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=True, comment="last day of an exception"),
        sa.CheckConstraint(
            "(rule LIKE 'BX%') = (ground IS NOT NULL) AND (rule LIKE 'BX%') = (until IS NOT NULL)",
            name=op.f("ck_gatekeeping_override_exception"),
        ),
        sa.CheckConstraint("length(reason) >= 30", name=op.f("ck_gatekeeping_override_typed_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_gatekeeping_override_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["gatekeeping_case.id"], name=op.f("fk_gatekeeping_override_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_override")),
    )
    op.create_index(op.f("ix_gatekeeping_override_by_id"), "gatekeeping_override", ["by_id"], unique=False)
    op.create_index(op.f("ix_gatekeeping_override_case_id"), "gatekeeping_override", ["case_id"], unique=False)
    op.create_index(op.f("ix_gatekeeping_override_rule"), "gatekeeping_override", ["rule"], unique=False)
    op.create_table(
        "gatekeeping_review_vote",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "seat",
            sa.Enum(
                "CHAIR",
                "DEPUTY_CHAIR",
                "HEALTH",
                "EDUCATION",
                "POLICE",
                "LAW",
                "CIVIL_SOCIETY",
                "COMMUNITY",
                name="seatkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "vote",
            sa.Enum("FOR", "AGAINST", "ABSTAIN", name="choice", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["gatekeeping_review_item.id"], name=op.f("fk_gatekeeping_review_vote_item_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_gatekeeping_review_vote_user_id")),
        sa.PrimaryKeyConstraint("item_id", "user_id", name=op.f("pk_gatekeeping_review_vote")),
    )
    op.create_table(
        "gatekeeping_task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column(
            "rung",
            sa.Enum(
                "PRESERVE",
                "REUNIFY",
                "KINSHIP",
                "GUARDIAN",
                "FOSTER",
                "KAFALAH",
                "SIL",
                "SMALL_GROUP",
                "RESIDENTIAL",
                name="rung",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
            comment="the step of the ladder it is about",
        ),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_gatekeeping_task_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["gatekeeping_case.id"], name=op.f("fk_gatekeeping_task_case_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name=op.f("fk_gatekeeping_task_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_task")),
    )
    op.create_index(op.f("ix_gatekeeping_task_case_id"), "gatekeeping_task", ["case_id"], unique=False)
    op.create_index(op.f("ix_gatekeeping_task_owner_id"), "gatekeeping_task", ["owner_id"], unique=False)
    op.create_index(op.f("ix_gatekeeping_task_recorded_at"), "gatekeeping_task", ["recorded_at"], unique=False)
    op.create_table(
        "hearing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False, comment="what the applicant said, in short"),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "undone_id",
            sa.Uuid(),
            nullable=True,
            comment="the decision it came before, once that was set aside; then it counts no more",
        ),
        sa.CheckConstraint("held_on IS NULL OR said <> ''", name=op.f("ck_hearing_said")),
        sa.CheckConstraint("held_on IS NULL OR held_on >= notice_on", name=op.f("ck_hearing_order")),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_hearing_application_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_hearing_recorded_by_id")),
        sa.ForeignKeyConstraint(["undone_id"], ["ruling.id"], name=op.f("fk_hearing_undone_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
    )
    op.create_index(
        "uq_hearing_current",
        "hearing",
        ["application_id"],
        unique=True,
        sqlite_where=sa.text("undone_id IS NULL"),
        postgresql_where=sa.text("undone_id IS NULL"),
    )
    op.create_table(
        "inspection_finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="1, 2, 3 … within the home; the address of the action"
        ),
        sa.Column("criterion", sa.String(length=8), nullable=False),
        sa.Column(
            "severity",
            sa.Enum(
                "CRITICAL",
                "MAJOR",
                "MODERATE",
                "MINOR",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "OPEN", "PROVED", "VERIFIED", name="actionstate", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("safe_by", sa.Date(), nullable=True, comment="the children are safe by then"),
        sa.Column("plan_by", sa.Date(), nullable=True),
        sa.Column("fix_by", sa.Date(), nullable=False),
        sa.Column("cause_by", sa.Date(), nullable=True, comment="the cause is mended by then (CRITICAL)"),
        sa.Column("verify_by", sa.Date(), nullable=True),
        sa.Column(
            "repeated", sa.Boolean(), nullable=False, comment="at 0 or 1 in two inspections running: one level up"
        ),
        sa.Column("late_level_on", sa.Date(), nullable=True, comment="went one level up for being overdue"),
        sa.Column("froze_admissions", sa.Boolean(), nullable=False, comment="admissions were open before it"),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "verified_how",
            sa.Enum("VISIT", "EVIDENCE", name="verifiedby", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("verified_note", sa.String(length=1000), nullable=True),
        sa.Column("returned_note", sa.String(length=1000), nullable=True, comment="why the last proof was not enough"),
        sa.CheckConstraint(
            "(state = 'VERIFIED') = (verified_on IS NOT NULL AND verified_by_id IS NOT NULL AND verified_how IS NOT NULL)",
            name=op.f("ck_inspection_finding_verified"),
        ),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_inspection_finding_home_id")),
        sa.ForeignKeyConstraint(
            ["verified_by_id"], ["user_account.id"], name=op.f("fk_inspection_finding_verified_by_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_inspection_finding_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_finding")),
        sa.UniqueConstraint("home_id", "number", name=op.f("uq_inspection_finding_home_id_number")),
    )
    op.create_index(op.f("ix_inspection_finding_home_id"), "inspection_finding", ["home_id"], unique=False)
    op.create_index("ix_inspection_finding_open_by_day", "inspection_finding", ["state", "fix_by"], unique=False)
    op.create_index(op.f("ix_inspection_finding_visit_id"), "inspection_finding", ["visit_id"], unique=False)
    op.create_index(
        "uq_inspection_finding_open",
        "inspection_finding",
        ["home_id", "criterion"],
        unique=True,
        sqlite_where=sa.text("state <> 'VERIFIED'"),
        postgresql_where=sa.text("state <> 'VERIFIED'"),
    )
    op.create_table(
        "nadra_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 … of this sheet"),
        sa.Column(
            "kind",
            sa.Enum(
                "SIGNED",
                "SENT",
                "COPIED",
                "REGISTERED",
                "CONFIRMED",
                "REFUSED",
                "MORE_ASKED",
                "TAKEN_BACK",
                name="stepkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column(
            "head_name", sa.String(length=120), nullable=True, comment="for SIGNED: who signed as head of the home"
        ),
        sa.Column(
            "affidavit_number",
            sa.String(length=60),
            nullable=True,
            comment="for SIGNED: of the affidavit for NADRA; it makes nobody a guardian",
        ),
        sa.Column(
            "office",
            sa.Enum("NADRA", "UNION_COUNCIL", name="office", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("office_name", sa.String(length=160), nullable=True),
        sa.Column("receipt_number", sa.String(length=60), nullable=True),
        sa.Column(
            "given",
            sa.Enum("B_FORM", "BIRTH_REGISTRATION", name="given", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "refusal",
            sa.Enum(
                "PARENTS_ASKED",
                "HEAD_NOT_ACCEPTED",
                "HOME_NOT_ACCEPTED",
                "AGE_DOUBTED",
                "PAPERS_MISSING",
                "REGISTERED_BEFORE",
                "NO_REASON",
                "OTHER",
                name="refusal",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "words_sealed",
            sa.LargeBinary(),
            nullable=True,
            comment="what the office said, or why taken back; names no child",
        ),
        sa.Column("corrects_id", sa.Uuid(), nullable=True, comment="the earlier line of this sheet that it corrects"),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(kind = 'REFUSED') = (refusal IS NOT NULL)", name=op.f("ck_nadra_step_refused_has_reason")),
        sa.CheckConstraint(
            "(kind = 'REGISTERED') = (given IS NOT NULL)", name=op.f("ck_nadra_step_registered_has_paper")
        ),
        sa.CheckConstraint(
            "(kind = 'SIGNED') = (head_name IS NOT NULL) AND coalesce(head_name, '-') <> ''",
            name=op.f("ck_nadra_step_signed"),
        ),
        sa.CheckConstraint(
            "(kind IN ('REFUSED', 'MORE_ASKED', 'TAKEN_BACK')) = (coalesce(length(words_sealed), 0) > 0)",
            name=op.f("ck_nadra_step_words"),
        ),
        sa.CheckConstraint(
            "(kind IN ('SENT', 'COPIED')) = (office IS NOT NULL) AND (kind IN ('SENT', 'COPIED')) = (office_name IS NOT NULL) AND (kind IN ('SENT', 'COPIED')) = (receipt_number IS NOT NULL) AND coalesce(office_name, '-') <> '' AND coalesce(receipt_number, '-') <> ''",
            name=op.f("ck_nadra_step_sent_has_office_and_receipt"),
        ),
        sa.CheckConstraint("affidavit_number IS NULL OR kind = 'SIGNED'", name=op.f("ck_nadra_step_affidavit")),
        sa.CheckConstraint(
            "kind <> 'COPIED' OR office = 'UNION_COUNCIL'", name=op.f("ck_nadra_step_copy_goes_to_union_council")
        ),
        sa.CheckConstraint("corrects_id IS NULL OR corrects_id <> id", name=op.f("ck_nadra_step_corrects_another")),
        sa.CheckConstraint("number > 0", name=op.f("ck_nadra_step_number")),
        sa.ForeignKeyConstraint(
            ["corrects_id", "sheet_id"],
            ["nadra_step.id", "nadra_step.sheet_id"],
            name="fk_nadra_step_corrects_same_sheet",
        ),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_nadra_step_recorded_by_id")),
        sa.ForeignKeyConstraint(
            ["sheet_id", "child_id"],
            ["nadra_sheet.id", "nadra_sheet.child_id"],
            name=op.f("fk_nadra_step_sheet_id_child_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nadra_step")),
        sa.UniqueConstraint("id", "sheet_id", name=op.f("uq_nadra_step_id_sheet_id")),
        sa.UniqueConstraint("sheet_id", "number", name=op.f("uq_nadra_step_sheet_id_number")),
    )
    op.create_table(
        "ruling_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ruling_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'ur', 'sd')", name=op.f("ck_ruling_letter_language")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_ruling_letter_file_id")),
        sa.ForeignKeyConstraint(["ruling_id"], ["ruling.id"], name=op.f("fk_ruling_letter_ruling_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling_letter")),
        sa.UniqueConstraint("ruling_id", "language", name=op.f("uq_ruling_letter_ruling_id_language")),
    )
    op.create_table(
        "visit_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=8), nullable=False),
        sa.Column(
            "place", sa.Integer(), nullable=False, comment="place of the criterion in the order of the standards"
        ),
        sa.Column(
            "mark",
            sa.Enum("0", "1", "2", "3", "NA", name="mark", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("na_reason", sa.String(length=500), nullable=False),
        sa.Column(
            "methods",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True, comment="what the inspector noted"),
        sa.Column("put_right", sa.Boolean(), nullable=False, comment="put right before the team left"),
        sa.Column("version", sa.Integer(), nullable=False, comment="grows with every save; a stale save is refused"),
        sa.Column("saved_by_id", sa.Uuid(), nullable=False),
        sa.Column("saved_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version > 0 AND place > 0", name=op.f("ck_visit_answer_counts")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["user_account.id"], name=op.f("fk_visit_answer_saved_by_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_answer_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_answer")),
        sa.UniqueConstraint("visit_id", "criterion", name=op.f("uq_visit_answer_visit_id_criterion")),
    )
    op.create_table(
        "visit_appeal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "FILED",
                "STANDS",
                "WRONG_FACT",
                name="gradeappealstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "words_sealed", sa.LargeBinary(), nullable=False, comment="why the grade is wrong, in the home's words"
        ),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("filed_by_id", sa.Uuid(), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("reasons", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "(state = 'FILED') = (decided_on IS NULL AND decided_by_id IS NULL AND reasons IS NULL)",
            name=op.f("ck_visit_appeal_decided"),
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user_account.id"], name=op.f("fk_visit_appeal_decided_by_id")),
        sa.ForeignKeyConstraint(["filed_by_id"], ["user_account.id"], name=op.f("fk_visit_appeal_filed_by_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_appeal_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_appeal")),
        sa.UniqueConstraint("visit_id", name=op.f("uq_visit_appeal_visit_id")),
    )
    op.create_table(
        "visit_clash",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=8), nullable=False),
        sa.Column(
            "sides_sealed", sa.LargeBinary(), nullable=False, comment="each person's answer, by the person's key"
        ),
        sa.Column("found_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("settled_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("chosen_of_id", sa.Uuid(), nullable=True, comment="whose answer holds"),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (settled_by_id IS NULL) AND (settled_at IS NULL) = (chosen_of_id IS NULL)",
            name=op.f("ck_visit_clash_settled"),
        ),
        sa.ForeignKeyConstraint(["chosen_of_id"], ["user_account.id"], name=op.f("fk_visit_clash_chosen_of_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["user_account.id"], name=op.f("fk_visit_clash_settled_by_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_clash_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_clash")),
    )
    op.create_index(op.f("ix_visit_clash_visit_id"), "visit_clash", ["visit_id"], unique=False)
    op.create_index(
        "uq_visit_clash_open",
        "visit_clash",
        ["visit_id", "criterion"],
        unique=True,
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_table(
        "visit_comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column(
            "words_sealed", sa.LargeBinary(), nullable=True, comment="the home's words; empty: nothing to correct"
        ),
        sa.Column("given_by_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["given_by_id"], ["user_account.id"], name=op.f("fk_visit_comment_given_by_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_comment_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_comment")),
        sa.UniqueConstraint("visit_id", name=op.f("uq_visit_comment_visit_id")),
    )
    op.create_table(
        "visit_comment_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, comment="of the point in the comment, from 1"),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False, comment="the team's answer"),
        sa.Column("given_by_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("place > 0", name=op.f("ck_visit_comment_answer_place")),
        sa.ForeignKeyConstraint(["given_by_id"], ["user_account.id"], name=op.f("fk_visit_comment_answer_given_by_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_comment_answer_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_comment_answer")),
        sa.UniqueConstraint("visit_id", "place", name=op.f("uq_visit_comment_answer_visit_id_place")),
    )
    op.create_table(
        "visit_correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=8), nullable=False),
        sa.Column(
            "old_mark",
            sa.Enum("0", "1", "2", "3", "NA", name="old_mark", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "new_mark",
            sa.Enum("0", "1", "2", "3", "NA", name="new_mark", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "PROPOSED",
                "APPROVED",
                "REFUSED",
                name="correctionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("refused_reason", sa.String(length=1000), nullable=True),
        sa.CheckConstraint(
            "(state = 'PROPOSED') = (decided_by_id IS NULL AND decided_at IS NULL)",
            name=op.f("ck_visit_correction_decided"),
        ),
        sa.CheckConstraint(
            "(state = 'REFUSED') = (refused_reason IS NOT NULL)", name=op.f("ck_visit_correction_refused_has_reason")
        ),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> proposed_by_id", name=op.f("ck_visit_correction_second_person")
        ),
        sa.CheckConstraint("old_mark <> new_mark", name=op.f("ck_visit_correction_changes")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user_account.id"], name=op.f("fk_visit_correction_decided_by_id")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["user_account.id"], name=op.f("fk_visit_correction_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_correction_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_correction")),
    )
    op.create_index(op.f("ix_visit_correction_visit_id"), "visit_correction", ["visit_id"], unique=False)
    op.create_index(
        "uq_visit_correction_proposed",
        "visit_correction",
        ["visit_id", "criterion"],
        unique=True,
        sqlite_where=sa.text("state = 'PROPOSED'"),
        postgresql_where=sa.text("state = 'PROPOSED'"),
    )
    op.create_table(
        "visit_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("issue > 0 AND language IN ('en', 'ur', 'sd')", name=op.f("ck_visit_paper_issue")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_visit_paper_file_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_paper_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_paper")),
        sa.UniqueConstraint("visit_id", "issue", "language", name=op.f("uq_visit_paper_visit_id_issue_language")),
    )
    op.create_table(
        "visit_put_aside",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False, comment="the key under which the phone sent it"),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("phone_id", sa.Uuid(), nullable=False),
        sa.Column(
            "because",
            sa.Enum(
                "clashes",
                "colleague",
                "wanting",
                "revoked phone",
                "report was sent",
                "cancelled",
                "from paper",
                "not begun",
                "does not fit",
                name="because",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sentence", sa.String(length=500), nullable=False, comment="what the rules said, in English"),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False, comment="everything the person filled"),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("sent_sha256", sa.String(length=64), nullable=False),
        sa.Column("receipt", sa.String(length=9), nullable=False),
        sa.Column("received_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("clock_off", sa.Integer(), nullable=True),
        sa.Column(
            "settled",
            sa.Enum("TAKEN", "LEFT", name="settled", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("settled_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("settled_reason", sa.String(length=500), nullable=True),
        sa.CheckConstraint(
            "(settled IS NULL) = (settled_at IS NULL) AND (settled IS NULL) = (settled_by_id IS NULL) AND (settled IS NULL) = (settled_reason IS NULL)",
            name=op.f("ck_visit_put_aside_settled_whole"),
        ),
        sa.ForeignKeyConstraint(["phone_id"], ["field_phone.id"], name=op.f("fk_visit_put_aside_phone_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["user_account.id"], name=op.f("fk_visit_put_aside_settled_by_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_visit_put_aside_user_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_put_aside_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_put_aside")),
        sa.UniqueConstraint("receipt", name=op.f("uq_visit_put_aside_receipt")),
        sa.UniqueConstraint("record_id", "digest", name=op.f("uq_visit_put_aside_record_id_digest")),
    )
    op.create_index(op.f("ix_visit_put_aside_record_id"), "visit_put_aside", ["record_id"], unique=False)
    op.create_index(op.f("ix_visit_put_aside_user_id"), "visit_put_aside", ["user_id"], unique=False)
    op.create_index(op.f("ix_visit_put_aside_visit_id"), "visit_put_aside", ["visit_id"], unique=False)
    op.create_table(
        "visit_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("phone_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "BEGUN",
                "UNDER_WAY",
                "FILES",
                "WAITS",
                "AT_THE_OFFICE",
                "ASIDE",
                name="recordstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "because",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="Because: what it waits for",
        ),
        sa.Column(
            "seq",
            sa.Integer(),
            nullable=False,
            comment="number of the last content; a lower one that comes late changes nothing",
        ),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False, comment="everything the person filled"),
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="hash of the content, however it was written"
        ),
        sa.Column("sent_sha256", sa.String(length=64), nullable=False, comment="hash of the bytes as they came"),
        sa.Column(
            "files",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="id, sha256, kind, criterion each",
        ),
        sa.Column(
            "goes_without", sa.String(length=500), nullable=True, comment="why it goes without photos or a colleague"
        ),
        sa.Column("receipt", sa.String(length=9), nullable=False),
        sa.Column("first_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("received_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "clock_off", sa.Integer(), nullable=True, comment="seconds by which the phone was ahead; empty: not said"
        ),
        sa.CheckConstraint("state <> 'ASIDE'", name=op.f("ck_visit_record_aside_lies_beside")),
        sa.CheckConstraint(
            "state NOT IN ('FILES', 'WAITS', 'AT_THE_OFFICE') OR final",
            name=op.f("ck_visit_record_only_what_is_final_waits"),
        ),
        sa.CheckConstraint("seq > 0", name=op.f("ck_visit_record_seq")),
        sa.ForeignKeyConstraint(["phone_id"], ["field_phone.id"], name=op.f("fk_visit_record_phone_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_visit_record_user_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_record_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_record")),
        sa.UniqueConstraint("receipt", name=op.f("uq_visit_record_receipt")),
    )
    op.create_index(op.f("ix_visit_record_user_id"), "visit_record", ["user_id"], unique=False)
    op.create_index(op.f("ix_visit_record_visit_id"), "visit_record", ["visit_id"], unique=False)
    op.create_table(
        "visit_team_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("LEAD", "MEMBER", name="teamrole", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_visit_team_member_user_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_team_member_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_team_member")),
        sa.UniqueConstraint("visit_id", "user_id", name=op.f("uq_visit_team_member_visit_id_user_id")),
    )
    op.create_index(op.f("ix_visit_team_member_user_id"), "visit_team_member", ["user_id"], unique=False)
    op.create_index(
        "uq_visit_team_member_lead",
        "visit_team_member",
        ["visit_id"],
        unique=True,
        sqlite_where=sa.text("role = 'LEAD'"),
        postgresql_where=sa.text("role = 'LEAD'"),
    )
    op.create_table(
        "certificate_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authorisation_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'ur', 'sd')", name=op.f("ck_certificate_paper_language")),
        sa.ForeignKeyConstraint(
            ["authorisation_id"], ["authorisation.id"], name=op.f("fk_certificate_paper_authorisation_id")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_certificate_paper_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_paper")),
        sa.UniqueConstraint(
            "authorisation_id", "language", name=op.f("uq_certificate_paper_authorisation_id_language")
        ),
    )
    op.create_table(
        "finding_proof",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=False, comment="what was done, in the home's words"),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("given_by_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_finding_proof_file_id")),
        sa.ForeignKeyConstraint(["finding_id"], ["inspection_finding.id"], name=op.f("fk_finding_proof_finding_id")),
        sa.ForeignKeyConstraint(["given_by_id"], ["user_account.id"], name=op.f("fk_finding_proof_given_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_proof")),
    )
    op.create_index(op.f("ix_finding_proof_finding_id"), "finding_proof", ["finding_id"], unique=False)
    op.create_table(
        "gatekeeping_telling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("reaction_sealed", sa.LargeBinary(), nullable=False, comment="what the child said or showed"),
        sa.Column("recorded_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_gatekeeping_telling_by_id")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["gatekeeping_decision.id"], name=op.f("fk_gatekeeping_telling_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatekeeping_telling")),
    )
    op.create_index(op.f("ix_gatekeeping_telling_decision_id"), "gatekeeping_telling", ["decision_id"], unique=False)
    op.create_table(
        "gatekeeping_vote",
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "seat",
            sa.Enum(
                "CHAIR",
                "DEPUTY_CHAIR",
                "HEALTH",
                "EDUCATION",
                "POLICE",
                "LAW",
                "CIVIL_SOCIETY",
                "COMMUNITY",
                name="seatkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "vote",
            sa.Enum("FOR", "AGAINST", "ABSTAIN", name="choice", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["gatekeeping_decision.id"], name=op.f("fk_gatekeeping_vote_decision_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_gatekeeping_vote_user_id")),
        sa.PrimaryKeyConstraint("decision_id", "user_id", name=op.f("pk_gatekeeping_vote")),
    )
    op.create_table(
        "kin_approval",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False, comment="1, or 2: once more 28 days"),
        sa.Column(
            "mode",
            sa.Enum("ACT", "RECOMMEND", name="mode", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("authorisation_id", sa.Uuid(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False, comment="the last day, which still counts"),
        sa.Column(
            "relation",
            sa.Enum("RELATIVE", "CLOSE_FRIEND", name="relation", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column(
            "adults", sa.Integer(), nullable=False, comment="every adult of the household, all named among its people"
        ),
        sa.Column(
            "woman",
            sa.Enum(
                "NOT_NEEDED",
                "IN_HOUSEHOLD",
                "VISITS_DAILY",
                name="woman",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("visiting_sealed", sa.LargeBinary(), nullable=True, comment="the woman who visits every day"),
        sa.Column(
            "home_seen_by", sa.String(length=120), nullable=False, comment="the officer who saw the home on that day"
        ),
        sa.Column("child_said_sealed", sa.LargeBinary(), nullable=False, comment="what the child said when asked"),
        sa.Column("police_seen", sa.Boolean(), nullable=False, comment="police certificates; they may be pending"),
        sa.Column("references_seen", sa.Boolean(), nullable=False, comment="two references; they may be pending"),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("approved_at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column(
            "power_lines",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="language -> what the letter says of power",
        ),
        sa.Column("rules_version", sa.String(length=10), nullable=False),
        sa.CheckConstraint("(mode = 'ACT') = (authorisation_id IS NOT NULL)", name=op.f("ck_kin_approval_carried_out")),
        sa.CheckConstraint(
            "(woman = 'VISITS_DAILY') = (visiting_sealed IS NOT NULL)", name=op.f("ck_kin_approval_woman_named")
        ),
        sa.CheckConstraint("home_seen_by <> ''", name=op.f("ck_kin_approval_seen")),
        sa.CheckConstraint("approved_on <= valid_until", name=op.f("ck_kin_approval_term")),
        sa.CheckConstraint("children > 0 AND adults > 0", name=op.f("ck_kin_approval_counts")),
        sa.CheckConstraint("times BETWEEN 1 AND 2", name=op.f("ck_kin_approval_times")),
        sa.ForeignKeyConstraint(
            ["authorisation_id"], ["authorisation.id"], name=op.f("fk_kin_approval_authorisation_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_kin_approval_by_id")),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_kin_approval_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kin_approval")),
        sa.UniqueConstraint("authorisation_id", name=op.f("uq_kin_approval_authorisation_id")),
        sa.UniqueConstraint("home_id", "times", "mode", name=op.f("uq_kin_approval_home_id_times_mode")),
    )
    op.create_index(op.f("ix_kin_approval_home_id"), "kin_approval", ["home_id"], unique=False)
    op.create_table(
        "set_aside",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ruling_id", sa.Uuid(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("ACT", "RECOMMEND", name="mode", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("set_aside_on", sa.Date(), nullable=False),
        sa.Column("at", registry_app.core.types.UTCDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False, comment="whose decision it was"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "back_to",
            sa.Enum(
                "DRAFT",
                "SUBMITTED",
                "RETURNED",
                "COMPLETE",
                "VETTING",
                "VISITED",
                "RECOMMENDED",
                "DECIDED",
                "WITHDRAWN",
                "LAPSED",
                name="back_to",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
            comment="the step that is taken anew",
        ),
        sa.Column(
            "recommendation_text", sa.Text(), nullable=False, comment="what the decision rested on, as it was then"
        ),
        sa.Column(
            "power_lines",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
            comment="language -> what the letter says of power",
        ),
        sa.Column("power_basis", sa.String(length=200), nullable=True),
        sa.CheckConstraint("back_to IN ('RECOMMENDED', 'VISITED', 'VETTING')", name=op.f("ck_set_aside_step")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_set_aside_reason")),
        sa.CheckConstraint("by_id <> decided_by_id", name=op.f("ck_set_aside_two_persons")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_set_aside_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user_account.id"], name=op.f("fk_set_aside_decided_by_id")),
        sa.ForeignKeyConstraint(["ruling_id"], ["ruling.id"], name=op.f("fk_set_aside_ruling_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_aside")),
        sa.UniqueConstraint("ruling_id", "mode", name=op.f("uq_set_aside_ruling_id_mode")),
    )
    op.create_table(
        "kin_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'ur', 'sd')", name=op.f("ck_kin_letter_language")),
        sa.ForeignKeyConstraint(["approval_id"], ["kin_approval.id"], name=op.f("fk_kin_letter_approval_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_kin_letter_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kin_letter")),
        sa.UniqueConstraint("approval_id", "language", name=op.f("uq_kin_letter_approval_id_language")),
    )
    op.create_table(
        "set_aside_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("set_aside_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'ur', 'sd')", name=op.f("ck_set_aside_letter_language")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_set_aside_letter_file_id")),
        sa.ForeignKeyConstraint(["set_aside_id"], ["set_aside.id"], name=op.f("fk_set_aside_letter_set_aside_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_aside_letter")),
        sa.UniqueConstraint("set_aside_id", "language", name=op.f("uq_set_aside_letter_set_aside_id_language")),
    )
    # ### end Alembic commands ###
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRES:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    # ### commands auto generated by Alembic - please adjust! ###
    op.drop_table("set_aside_letter")
    op.drop_table("kin_letter")
    op.drop_table("set_aside")
    op.drop_index(op.f("ix_kin_approval_home_id"), table_name="kin_approval")
    op.drop_table("kin_approval")
    op.drop_table("gatekeeping_vote")
    op.drop_index(op.f("ix_gatekeeping_telling_decision_id"), table_name="gatekeeping_telling")
    op.drop_table("gatekeeping_telling")
    op.drop_index(op.f("ix_finding_proof_finding_id"), table_name="finding_proof")
    op.drop_table("finding_proof")
    op.drop_table("certificate_paper")
    op.drop_index(
        "uq_visit_team_member_lead",
        table_name="visit_team_member",
        sqlite_where=sa.text("role = 'LEAD'"),
        postgresql_where=sa.text("role = 'LEAD'"),
    )
    op.drop_index(op.f("ix_visit_team_member_user_id"), table_name="visit_team_member")
    op.drop_table("visit_team_member")
    op.drop_index(op.f("ix_visit_record_visit_id"), table_name="visit_record")
    op.drop_index(op.f("ix_visit_record_user_id"), table_name="visit_record")
    op.drop_table("visit_record")
    op.drop_index(op.f("ix_visit_put_aside_visit_id"), table_name="visit_put_aside")
    op.drop_index(op.f("ix_visit_put_aside_user_id"), table_name="visit_put_aside")
    op.drop_index(op.f("ix_visit_put_aside_record_id"), table_name="visit_put_aside")
    op.drop_table("visit_put_aside")
    op.drop_table("visit_paper")
    op.drop_index(
        "uq_visit_correction_proposed",
        table_name="visit_correction",
        sqlite_where=sa.text("state = 'PROPOSED'"),
        postgresql_where=sa.text("state = 'PROPOSED'"),
    )
    op.drop_index(op.f("ix_visit_correction_visit_id"), table_name="visit_correction")
    op.drop_table("visit_correction")
    op.drop_table("visit_comment_answer")
    op.drop_table("visit_comment")
    op.drop_index(
        "uq_visit_clash_open",
        table_name="visit_clash",
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.drop_index(op.f("ix_visit_clash_visit_id"), table_name="visit_clash")
    op.drop_table("visit_clash")
    op.drop_table("visit_appeal")
    op.drop_table("visit_answer")
    op.drop_table("ruling_letter")
    op.drop_table("nadra_step")
    op.drop_index(
        "uq_inspection_finding_open",
        table_name="inspection_finding",
        sqlite_where=sa.text("state <> 'VERIFIED'"),
        postgresql_where=sa.text("state <> 'VERIFIED'"),
    )
    op.drop_index(op.f("ix_inspection_finding_visit_id"), table_name="inspection_finding")
    op.drop_index("ix_inspection_finding_open_by_day", table_name="inspection_finding")
    op.drop_index(op.f("ix_inspection_finding_home_id"), table_name="inspection_finding")
    op.drop_table("inspection_finding")
    op.drop_index(
        "uq_hearing_current",
        table_name="hearing",
        sqlite_where=sa.text("undone_id IS NULL"),
        postgresql_where=sa.text("undone_id IS NULL"),
    )
    op.drop_table("hearing")
    op.drop_index(op.f("ix_gatekeeping_task_recorded_at"), table_name="gatekeeping_task")
    op.drop_index(op.f("ix_gatekeeping_task_owner_id"), table_name="gatekeeping_task")
    op.drop_index(op.f("ix_gatekeeping_task_case_id"), table_name="gatekeeping_task")
    op.drop_table("gatekeeping_task")
    op.drop_table("gatekeeping_review_vote")
    op.drop_index(op.f("ix_gatekeeping_override_rule"), table_name="gatekeeping_override")
    op.drop_index(op.f("ix_gatekeeping_override_case_id"), table_name="gatekeeping_override")
    op.drop_index(op.f("ix_gatekeeping_override_by_id"), table_name="gatekeeping_override")
    op.drop_table("gatekeeping_override")
    op.drop_index(op.f("ix_gatekeeping_match_recorded_at"), table_name="gatekeeping_match")
    op.drop_index(op.f("ix_gatekeeping_match_case_id"), table_name="gatekeeping_match")
    op.drop_table("gatekeeping_match")
    op.drop_index(op.f("ix_gatekeeping_interest_user_id"), table_name="gatekeeping_interest")
    op.drop_index(op.f("ix_gatekeeping_interest_recorded_at"), table_name="gatekeeping_interest")
    op.drop_index(op.f("ix_gatekeeping_interest_case_id"), table_name="gatekeeping_interest")
    op.drop_table("gatekeeping_interest")
    op.drop_index(op.f("ix_gatekeeping_first_view_meeting_id"), table_name="gatekeeping_first_view")
    op.drop_table("gatekeeping_first_view")
    op.drop_index(op.f("ix_gatekeeping_family_member_recorded_at"), table_name="gatekeeping_family_member")
    op.drop_index(op.f("ix_gatekeeping_family_member_case_id"), table_name="gatekeeping_family_member")
    op.drop_table("gatekeeping_family_member")
    op.drop_index(op.f("ix_gatekeeping_decision_outcome"), table_name="gatekeeping_decision")
    op.drop_index(op.f("ix_gatekeeping_decision_meeting_id"), table_name="gatekeeping_decision")
    op.drop_index(op.f("ix_gatekeeping_decision_home_id"), table_name="gatekeeping_decision")
    op.drop_index(op.f("ix_gatekeeping_decision_decided_on"), table_name="gatekeeping_decision")
    op.drop_index(op.f("ix_gatekeeping_decision_case_id"), table_name="gatekeeping_decision")
    op.drop_table("gatekeeping_decision")
    op.drop_index(op.f("ix_gatekeeping_child_view_recorded_at"), table_name="gatekeeping_child_view")
    op.drop_index(op.f("ix_gatekeeping_child_view_case_id"), table_name="gatekeeping_child_view")
    op.drop_table("gatekeeping_child_view")
    op.drop_index(op.f("ix_gatekeeping_assessment_recorded_at"), table_name="gatekeeping_assessment")
    op.drop_index(op.f("ix_gatekeeping_assessment_case_id"), table_name="gatekeeping_assessment")
    op.drop_table("gatekeeping_assessment")
    op.drop_table("death_review")
    op.drop_table("change_letter")
    op.drop_index(
        "uq_authorisation_living_service",
        table_name="authorisation",
        sqlite_where=sa.text("standing IN ('IN_FORCE', 'SUSPENDED')"),
        postgresql_where=sa.text("standing IN ('IN_FORCE', 'SUSPENDED')"),
    )
    op.drop_index(op.f("ix_authorisation_service_id"), table_name="authorisation")
    op.drop_index(op.f("ix_authorisation_ruling_id"), table_name="authorisation")
    op.drop_index(op.f("ix_authorisation_home_id"), table_name="authorisation")
    op.drop_index("ix_authorisation_due", table_name="authorisation")
    op.drop_table("authorisation")
    op.drop_index(op.f("ix_arrival_trace_arrival_id"), table_name="arrival_trace")
    op.drop_table("arrival_trace")
    op.drop_index("ix_visit_queue", table_name="visit")
    op.drop_index("ix_visit_of_home", table_name="visit")
    op.drop_index(op.f("ix_visit_home_id"), table_name="visit")
    op.drop_index(op.f("ix_visit_application_id"), table_name="visit")
    op.drop_table("visit")
    op.drop_index(
        "uq_vetting_record_current",
        table_name="vetting_record",
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
    op.drop_table("vetting_record")
    op.drop_index(
        "uq_ruling_standing",
        table_name="ruling",
        sqlite_where=sa.text("set_aside_on IS NULL"),
        postgresql_where=sa.text("set_aside_on IS NULL"),
    )
    op.drop_table("ruling")
    op.drop_index(op.f("ix_pre_registration_visit_application_id"), table_name="pre_registration_visit")
    op.drop_table("pre_registration_visit")
    op.drop_table("need_opinion")
    op.drop_index(
        "uq_nadra_sheet_one_open",
        table_name="nadra_sheet",
        sqlite_where=sa.text("state IN ('PREPARED', 'SIGNED', 'SENT')"),
        postgresql_where=sa.text("state IN ('PREPARED', 'SIGNED', 'SENT')"),
    )
    op.drop_index(op.f("ix_nadra_sheet_stay_id"), table_name="nadra_sheet")
    op.drop_index("ix_nadra_sheet_state", table_name="nadra_sheet")
    op.drop_index(op.f("ix_nadra_sheet_home_id"), table_name="nadra_sheet")
    op.drop_index(op.f("ix_nadra_sheet_child_id"), table_name="nadra_sheet")
    op.drop_table("nadra_sheet")
    op.drop_table("missing_child")
    op.drop_index(op.f("ix_marriage_plan_stay_id"), table_name="marriage_plan")
    op.drop_table("marriage_plan")
    op.drop_index(op.f("ix_legacy_review_row_id"), table_name="legacy_review")
    op.drop_table("legacy_review")
    op.drop_index(op.f("ix_gatekeeping_review_preparation_row_id"), table_name="gatekeeping_review_preparation")
    op.drop_table("gatekeeping_review_preparation")
    op.drop_index(
        "uq_gatekeeping_review_item_waiting",
        table_name="gatekeeping_review_item",
        sqlite_where=sa.text("state IN ('TOGETHER', 'SINGLE')"),
        postgresql_where=sa.text("state IN ('TOGETHER', 'SINGLE')"),
    )
    op.drop_index(op.f("ix_gatekeeping_review_item_row_id"), table_name="gatekeeping_review_item")
    op.drop_index(op.f("ix_gatekeeping_review_item_meeting_id"), table_name="gatekeeping_review_item")
    op.drop_table("gatekeeping_review_item")
    op.drop_index(op.f("ix_gatekeeping_review_interest_user_id"), table_name="gatekeeping_review_interest")
    op.drop_index(op.f("ix_gatekeeping_review_interest_row_id"), table_name="gatekeeping_review_interest")
    op.drop_table("gatekeeping_review_interest")
    op.drop_index(
        "uq_gatekeeping_case_living",
        table_name="gatekeeping_case",
        sqlite_where=sa.text("state <> 'CLOSED'"),
        postgresql_where=sa.text("state <> 'CLOSED'"),
    )
    op.drop_index(op.f("ix_gatekeeping_case_state"), table_name="gatekeeping_case")
    op.drop_index(op.f("ix_gatekeeping_case_district"), table_name="gatekeeping_case")
    op.drop_index(op.f("ix_gatekeeping_case_child_id"), table_name="gatekeeping_case")
    op.drop_table("gatekeeping_case")
    op.drop_index(
        "uq_exit_correction_living",
        table_name="exit_correction",
        sqlite_where=sa.text("approved IS NOT FALSE"),
        postgresql_where=sa.text("approved IS NOT FALSE"),
    )
    op.drop_index(op.f("ix_exit_correction_stay_id"), table_name="exit_correction")
    op.drop_index(op.f("ix_exit_correction_death_review_on"), table_name="exit_correction")
    op.drop_table("exit_correction")
    op.drop_index("ix_crm_check_latest", table_name="crm_check")
    op.drop_index(op.f("ix_crm_check_application_id"), table_name="crm_check")
    op.drop_table("crm_check")
    op.drop_table("closing_plan")
    op.drop_table("change_ruling")
    op.drop_index(op.f("ix_arrival_child_id"), table_name="arrival")
    op.drop_table("arrival")
    op.drop_table("application_sending")
    op.drop_table("application_part")
    op.drop_index(op.f("ix_application_paper_link_application_id"), table_name="application_paper_link")
    op.drop_table("application_paper_link")
    op.drop_index("ix_application_paper_listing", table_name="application_paper")
    op.drop_index(op.f("ix_application_paper_application_id"), table_name="application_paper")
    op.drop_table("application_paper")
    op.drop_index(op.f("ix_application_help_helper_id"), table_name="application_help")
    op.drop_index(op.f("ix_application_help_application_id"), table_name="application_help")
    op.drop_table("application_help")
    op.drop_index(
        "uq_application_flag_open",
        table_name="application_flag",
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.drop_index(op.f("ix_application_flag_application_id"), table_name="application_flag")
    op.drop_table("application_flag")
    op.drop_index(
        "uq_application_answer_current",
        table_name="application_answer",
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
    op.drop_table("application_answer")
    op.drop_table("warrant_rung")
    op.drop_index(
        "uq_visitors_book_step_done",
        table_name="visitors_book_step",
        sqlite_where=sa.text("kind = 'DONE'"),
        postgresql_where=sa.text("kind = 'DONE'"),
    )
    op.drop_table("visitors_book_step")
    op.drop_index(
        "uq_stay_warrant_begins_once",
        table_name="stay",
        sqlite_where=sa.text("continues_id IS NULL"),
        postgresql_where=sa.text("continues_id IS NULL"),
    )
    op.drop_index(
        "uq_stay_one_open",
        table_name="stay",
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index("ix_stay_present", table_name="stay")
    op.drop_index(op.f("ix_stay_place_district"), table_name="stay")
    op.drop_index(op.f("ix_stay_limit_on"), table_name="stay")
    op.drop_index(op.f("ix_stay_home_id"), table_name="stay")
    op.drop_index(op.f("ix_stay_death_review_on"), table_name="stay")
    op.drop_index(op.f("ix_stay_child_id"), table_name="stay")
    op.drop_index(op.f("ix_stay_basis"), table_name="stay")
    op.drop_table("stay")
    op.drop_index(
        "uq_rota_shift_once",
        table_name="rota_shift",
        sqlite_where=sa.text("struck_at IS NULL"),
        postgresql_where=sa.text("struck_at IS NULL"),
    )
    op.drop_index(op.f("ix_rota_shift_person_id"), table_name="rota_shift")
    op.drop_index("ix_rota_shift_of_home", table_name="rota_shift")
    op.drop_table("rota_shift")
    op.drop_table("return_settlement")
    op.drop_index("uq_place_check_once", table_name="place_check")
    op.drop_index(op.f("ix_place_check_home_id"), table_name="place_check")
    op.drop_table("place_check")
    op.drop_index(op.f("ix_person_paper_post_id"), table_name="person_paper")
    op.drop_table("person_paper")
    op.drop_index(op.f("ix_measure_service_measure_id"), table_name="measure_service")
    op.drop_table("measure_service")
    op.drop_table("measure_paper")
    op.drop_table("measure_appeal")
    op.drop_table("match_letter")
    op.drop_index(op.f("ix_look_alike_check_place_id"), table_name="look_alike_check")
    op.drop_table("look_alike_check")
    op.drop_index(op.f("ix_legacy_row_list_id"), table_name="legacy_row")
    op.drop_index(op.f("ix_legacy_row_due_on"), table_name="legacy_row")
    op.drop_table("legacy_row")
    op.drop_table("incident_step")
    op.drop_table("incident_child")
    op.drop_index(op.f("ix_duty_call_user_id"), table_name="duty_call")
    op.drop_index(op.f("ix_duty_call_complaint_id"), table_name="duty_call")
    op.drop_table("duty_call")
    op.drop_index(op.f("ix_complaint_task_complaint_id"), table_name="complaint_task")
    op.drop_table("complaint_task")
    op.drop_index(op.f("ix_complaint_step_complaint_id"), table_name="complaint_step")
    op.drop_table("complaint_step")
    op.drop_index(op.f("ix_complaint_safety_action_complaint_id"), table_name="complaint_safety_action")
    op.drop_table("complaint_safety_action")
    op.drop_index(op.f("ix_complaint_reprisal_check_complaint_id"), table_name="complaint_reprisal_check")
    op.drop_table("complaint_reprisal_check")
    op.drop_index(op.f("ix_complaint_reading_complaint_id"), table_name="complaint_reading")
    op.drop_table("complaint_reading")
    op.drop_index(op.f("ix_complaint_reach_complaint_id"), table_name="complaint_reach")
    op.drop_table("complaint_reach")
    op.drop_index(op.f("ix_complaint_exclusion_complaint_id"), table_name="complaint_exclusion")
    op.drop_table("complaint_exclusion")
    op.drop_index(op.f("ix_complaint_answer_complaint_id"), table_name="complaint_answer")
    op.drop_table("complaint_answer")
    op.drop_index(op.f("ix_complaint_addition_complaint_id"), table_name="complaint_addition")
    op.drop_table("complaint_addition")
    op.drop_index("ix_child_door_of_home", table_name="child_door")
    op.drop_index(op.f("ix_child_door_home_id"), table_name="child_door")
    op.drop_table("child_door")
    op.drop_index(
        "uq_change_open",
        table_name="change",
        sqlite_where=sa.text("state IN ('ASKED', 'LOOKED_INTO')"),
        postgresql_where=sa.text("state IN ('ASKED', 'LOOKED_INTO')"),
    )
    op.drop_index(op.f("ix_change_state"), table_name="change")
    op.drop_index(op.f("ix_change_home_id"), table_name="change")
    op.drop_table("change")
    op.drop_index(
        "uq_application_live_home",
        table_name="application",
        sqlite_where=sa.text(
            "state IN ('DRAFT', 'RETURNED', 'SUBMITTED', 'COMPLETE', 'VETTING', 'VISITED', 'RECOMMENDED')"
        ),
        postgresql_where=sa.text(
            "state IN ('DRAFT', 'RETURNED', 'SUBMITTED', 'COMPLETE', 'VETTING', 'VISITED', 'RECOMMENDED')"
        ),
    )
    op.drop_index(op.f("ix_application_state"), table_name="application")
    op.drop_index("ix_application_queue", table_name="application")
    op.drop_index(op.f("ix_application_organisation_id"), table_name="application")
    op.drop_index(op.f("ix_application_district"), table_name="application")
    op.drop_index(op.f("ix_application_applicant_id"), table_name="application")
    op.drop_table("application")
    op.drop_index(op.f("ix_warrant_home_id"), table_name="warrant")
    op.drop_index(op.f("ix_warrant_child_id"), table_name="warrant")
    op.drop_table("warrant")
    op.drop_index("ix_visitors_book_entry_due", table_name="visitors_book_entry")
    op.drop_table("visitors_book_entry")
    op.drop_index(op.f("ix_visit_record_file_record_id"), table_name="visit_record_file")
    op.drop_table("visit_record_file")
    op.drop_index(op.f("ix_visit_call_home_id"), table_name="visit_call")
    op.drop_table("visit_call")
    op.drop_index(op.f("ix_twin_verdict"), table_name="twin")
    op.drop_index(op.f("ix_twin_second_id"), table_name="twin")
    op.drop_index(op.f("ix_twin_first_id"), table_name="twin")
    op.drop_table("twin")
    op.drop_index(op.f("ix_tie_user_id"), table_name="tie")
    op.drop_index(op.f("ix_tie_home_id"), table_name="tie")
    op.drop_table("tie")
    op.drop_index(
        "uq_stand_down_open",
        table_name="stand_down",
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.drop_index(op.f("ix_stand_down_person_id"), table_name="stand_down")
    op.drop_index(op.f("ix_stand_down_home_id"), table_name="stand_down")
    op.drop_table("stand_down")
    op.drop_index(op.f("ix_service_home_id"), table_name="service")
    op.drop_index(op.f("ix_service_care_type"), table_name="service")
    op.drop_table("service")
    op.drop_table("return_reminder")
    op.drop_index(
        "uq_post_living",
        table_name="post",
        sqlite_where=sa.text("left_on IS NULL"),
        postgresql_where=sa.text("left_on IS NULL"),
    )
    op.drop_index(op.f("ix_post_person_id"), table_name="post")
    op.drop_index(op.f("ix_post_home_id"), table_name="post")
    op.drop_table("post")
    op.drop_index(
        "uq_person_check_of_person",
        table_name="person_check",
        sqlite_where=sa.text("replaced_at IS NULL AND home_id IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL AND home_id IS NULL"),
    )
    op.drop_index(
        "uq_person_check_of_home",
        table_name="person_check",
        sqlite_where=sa.text("replaced_at IS NULL AND home_id IS NOT NULL"),
        postgresql_where=sa.text("replaced_at IS NULL AND home_id IS NOT NULL"),
    )
    op.drop_table("person_check")
    op.drop_index(op.f("ix_orphanages_certificate_home_id"), table_name="orphanages_certificate")
    op.drop_table("orphanages_certificate")
    op.drop_index("uq_offender_match_once", table_name="offender_match")
    op.drop_index(op.f("ix_offender_match_state"), table_name="offender_match")
    op.drop_index(op.f("ix_offender_match_person_id"), table_name="offender_match")
    op.drop_index(op.f("ix_offender_match_entry_id"), table_name="offender_match")
    op.drop_table("offender_match")
    op.drop_table("offender_letter")
    op.drop_table("nadra_pack")
    op.drop_table("monthly_return")
    op.drop_index(
        "uq_measure_one_open",
        table_name="measure",
        sqlite_where=sa.text(
            "state IN ('PROPOSED', 'NOTICED', 'WAITING', 'IN_FORCE') AND kind NOT IN ('ADVICE', 'CONDITION')"
        ),
        postgresql_where=sa.text(
            "state IN ('PROPOSED', 'NOTICED', 'WAITING', 'IN_FORCE') AND kind NOT IN ('ADVICE', 'CONDITION')"
        ),
    )
    op.drop_index(op.f("ix_measure_home_id"), table_name="measure")
    op.drop_index("ix_measure_due", table_name="measure")
    op.drop_table("measure")
    op.drop_index(op.f("ix_look_alike_state"), table_name="look_alike")
    op.drop_index(op.f("ix_look_alike_next_check_on"), table_name="look_alike")
    op.drop_index("ix_look_alike_listing", table_name="look_alike")
    op.drop_index(op.f("ix_look_alike_kind"), table_name="look_alike")
    op.drop_table("look_alike")
    op.drop_index(
        "uq_legacy_list_open",
        table_name="legacy_list",
        sqlite_where=sa.text("state IN ('DRAFT', 'HOME_SIGNED')"),
        postgresql_where=sa.text("state IN ('DRAFT', 'HOME_SIGNED')"),
    )
    op.drop_index(op.f("ix_legacy_list_state"), table_name="legacy_list")
    op.drop_table("legacy_list")
    op.drop_index("ix_incident_waiting", table_name="incident")
    op.drop_index(op.f("ix_incident_sent_by_id"), table_name="incident")
    op.drop_index(op.f("ix_incident_home_id"), table_name="incident")
    op.drop_table("incident")
    op.drop_index(op.f("ix_home_unit_home_id"), table_name="home_unit")
    op.drop_table("home_unit")
    op.drop_index("ix_home_step_taken", table_name="home_step")
    op.drop_table("home_step")
    op.drop_index(op.f("ix_home_name_home_id"), table_name="home_name")
    op.drop_table("home_name")
    op.drop_table("gatekeeping_roll_call")
    op.drop_index("ix_finding_source", table_name="finding")
    op.drop_index(op.f("ix_finding_phone_digest"), table_name="finding")
    op.drop_index(op.f("ix_finding_person_digest"), table_name="finding")
    op.drop_index(op.f("ix_finding_import_id"), table_name="finding")
    op.drop_index(op.f("ix_finding_home_id"), table_name="finding")
    op.drop_table("finding")
    op.drop_index(op.f("ix_door_briefing_home_id"), table_name="door_briefing")
    op.drop_table("door_briefing")
    op.drop_index(op.f("ix_complaint_state"), table_name="complaint")
    op.drop_index(op.f("ix_complaint_received_at"), table_name="complaint")
    op.drop_index("ix_complaint_queue", table_name="complaint")
    op.drop_index("ix_complaint_of_home", table_name="complaint")
    op.drop_index(op.f("ix_complaint_home_id"), table_name="complaint")
    op.drop_index(op.f("ix_complaint_district"), table_name="complaint")
    op.drop_table("complaint")
    op.drop_index(op.f("ix_box_slip_home_id"), table_name="box_slip")
    op.drop_table("box_slip")
    op.drop_index("ix_arrival_notice_waiting", table_name="arrival_notice")
    op.drop_index("ix_arrival_notice_received", table_name="arrival_notice")
    op.drop_index("ix_arrival_notice_own", table_name="arrival_notice")
    op.drop_table("arrival_notice")
    op.drop_table("visit_day_plan")
    op.drop_index(op.f("ix_training_person_id"), table_name="training")
    op.drop_table("training")
    op.drop_table("standards_version")
    op.drop_index(op.f("ix_second_factor_taken_user_id"), table_name="second_factor_taken")
    op.drop_index(
        "ix_second_factor_taken_one_open",
        table_name="second_factor_taken",
        sqlite_where=sa.text("agreed_at IS NULL"),
        postgresql_where=sa.text("agreed_at IS NULL"),
    )
    op.drop_table("second_factor_taken")
    op.drop_table("second_factor")
    op.drop_index(op.f("ix_role_grant_user_id"), table_name="role_grant")
    op.drop_index(op.f("ix_role_grant_role"), table_name="role_grant")
    op.drop_index(op.f("ix_role_grant_district"), table_name="role_grant")
    op.drop_table("role_grant")
    op.drop_index(op.f("ix_recovery_code_user_id"), table_name="recovery_code")
    op.drop_table("recovery_code")
    op.drop_index(
        "uq_publication_proposal_open",
        table_name="publication_proposal",
        sqlite_where=sa.text("state = 'PROPOSED'"),
        postgresql_where=sa.text("state = 'PROPOSED'"),
    )
    op.drop_table("publication_proposal")
    op.drop_table("power")
    op.drop_index(op.f("ix_place_answer_service_id"), table_name="place_answer")
    op.drop_table("place_answer")
    op.drop_table("outside_list")
    op.drop_index(op.f("ix_one_time_link_user_id"), table_name="one_time_link")
    op.drop_table("one_time_link")
    op.drop_index(
        "uq_official_post_living",
        table_name="official_post",
        sqlite_where=sa.text("left_on IS NULL"),
        postgresql_where=sa.text("left_on IS NULL"),
    )
    op.drop_index(op.f("ix_official_post_user_id"), table_name="official_post")
    op.drop_index(op.f("ix_official_post_person_id"), table_name="official_post")
    op.drop_table("official_post")
    op.drop_index(op.f("ix_offender_question_identity_digest"), table_name="offender_question")
    op.drop_index("ix_offender_question_asker", table_name="offender_question")
    op.drop_table("offender_question")
    op.drop_index(
        "uq_offender_entry_living",
        table_name="offender_entry",
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.drop_index(op.f("ix_offender_entry_state"), table_name="offender_entry")
    op.drop_index(op.f("ix_offender_entry_identity_digest"), table_name="offender_entry")
    op.drop_index("ix_offender_entry_due", table_name="offender_entry")
    op.drop_table("offender_entry")
    op.drop_index(op.f("ix_membership_user_id"), table_name="membership")
    op.drop_index(op.f("ix_membership_organisation_id"), table_name="membership")
    op.drop_table("membership")
    op.drop_index(op.f("ix_ladder_answer_child_id"), table_name="ladder_answer")
    op.drop_table("ladder_answer")
    op.drop_index(op.f("ix_invitation_organisation_id"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_index("ix_intent_notice_queue", table_name="intent_notice")
    op.drop_index(op.f("ix_intent_notice_applicant_id"), table_name="intent_notice")
    op.drop_table("intent_notice")
    op.drop_table("home_import")
    op.drop_index(op.f("ix_home_standing"), table_name="home")
    op.drop_index(op.f("ix_home_same_as_id"), table_name="home")
    op.drop_index("ix_home_position", table_name="home")
    op.drop_index(op.f("ix_home_organisation_id"), table_name="home")
    op.drop_index("ix_home_name", table_name="home")
    op.drop_index("ix_home_listing", table_name="home")
    op.drop_index(op.f("ix_home_district"), table_name="home")
    op.drop_index("ix_home_by_place", table_name="home")
    op.drop_index("ix_home_by_grade", table_name="home")
    op.drop_index("ix_home_by_district", table_name="home")
    op.drop_table("home")
    op.drop_index(
        "uq_gatekeeping_seat_held",
        table_name="gatekeeping_seat",
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.drop_index(op.f("ix_gatekeeping_seat_user_id"), table_name="gatekeeping_seat")
    op.drop_index(op.f("ix_gatekeeping_seat_body_id"), table_name="gatekeeping_seat")
    op.drop_table("gatekeeping_seat")
    op.drop_index(
        "uq_gatekeeping_meeting_sitting",
        table_name="gatekeeping_meeting",
        sqlite_where=sa.text("state = 'SITTING'"),
        postgresql_where=sa.text("state = 'SITTING'"),
    )
    op.drop_index(op.f("ix_gatekeeping_meeting_on_day"), table_name="gatekeeping_meeting")
    op.drop_index(op.f("ix_gatekeeping_meeting_body_id"), table_name="gatekeeping_meeting")
    op.drop_table("gatekeeping_meeting")
    op.drop_index(op.f("ix_gatekeeping_body_district_body_id"), table_name="gatekeeping_body_district")
    op.drop_table("gatekeeping_body_district")
    op.drop_index(op.f("ix_field_phone_user_id"), table_name="field_phone")
    op.drop_table("field_phone")
    op.drop_index("ix_duty_shift_when", table_name="duty_shift")
    op.drop_table("duty_shift")
    op.drop_index(op.f("ix_duty_leave_user_id"), table_name="duty_leave")
    op.drop_table("duty_leave")
    op.drop_index(op.f("ix_desk_call_kind"), table_name="desk_call")
    op.drop_index(op.f("ix_desk_call_at"), table_name="desk_call")
    op.drop_table("desk_call")
    op.drop_index("ix_court_filing_filed", table_name="court_filing")
    op.drop_table("court_filing")
    op.drop_index(op.f("ix_child_sibling_line_child_id"), table_name="child_sibling_line")
    op.drop_table("child_sibling_line")
    op.drop_table("child_identity")
    op.drop_table("child_b_form_step")
    op.drop_index(op.f("ix_child_age_line_child_id"), table_name="child_age_line")
    op.drop_table("child_age_line")
    op.drop_index(op.f("ix_web_session_user_id"), table_name="web_session")
    op.drop_index(op.f("ix_web_session_seen_at"), table_name="web_session")
    op.drop_table("web_session")
    op.drop_table("user_account")
    op.drop_index(op.f("ix_stored_file_given_by"), table_name="stored_file")
    op.drop_table("stored_file")
    op.drop_index("ix_sign_in_attempt_recent", table_name="sign_in_attempt")
    op.drop_table("sign_in_attempt")
    op.drop_table("seal_key")
    op.drop_table("reference_set")
    op.drop_table("person")
    op.drop_index("ix_outbox_message_waiting", table_name="outbox_message")
    op.drop_table("outbox_message")
    op.drop_table("organisation")
    op.drop_table("office")
    op.drop_index(op.f("ix_listed_service_district"), table_name="listed_service")
    op.drop_index("ix_listed_service_by_kind", table_name="listed_service")
    op.drop_table("listed_service")
    op.drop_table("ladder_reason")
    op.drop_table("gatekeeping_body")
    op.drop_table("duty_done")
    op.drop_table("counter")
    op.drop_index("ix_complaint_code_try_visit", table_name="complaint_code_try")
    op.drop_index("ix_complaint_code_try_home", table_name="complaint_code_try")
    op.drop_table("complaint_code_try")
    op.drop_index(op.f("ix_child_sibling_group"), table_name="child")
    op.drop_table("child")
    op.drop_table("audit_head")
    op.drop_index(op.f("ix_audit_entry_subject_id"), table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_at"), table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_actor_id"), table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_action"), table_name="audit_entry")
    op.drop_table("audit_entry")
    # ### end Alembic commands ###
    if op.get_bind().dialect.name == "postgresql":
        for name in FUNCTIONS:
            op.execute(f"DROP FUNCTION IF EXISTS {name}()")
