// Photos in their place: taken, made small, kept at once; without faces of children, or with a reason.
import { _, box, button, buttons, check, el, field } from "./dom.js";
import { take, turned } from "./photo.js";

function row(app, record, meta, again) {
  const line = el("li", { class: "card" }, el("p", {}, _("This photo is on this phone. Not sent yet.")));
  app.vault.read(app.key, meta.id).then((photo) => {
    if (!photo) return;
    const plain = photo.data.replaceAll("-", "+").replaceAll("_", "/");
    line.prepend(el("img", { src: `data:image/jpeg;base64,${plain}`, alt: _("The photo you took"), width: "240" }));
  });
  const why = field(_("Why must the face be seen?"), box(meta.faces_reason, (value) => { meta.faces_reason = value; app.save(record); }, { most: 500 }));
  why.hidden = !meta.faces;
  const drop = async () => {
    record.files = record.files.filter((one) => one !== meta);
    await app.save(record);
    await app.vault.dropPhoto(meta.id);
    again();
  };
  // The turned photo is kept and named by the record before the old one goes, so that a phone that dies between has one.
  const turn = async () => {
    const old = meta.id;
    const photo = await turned(await app.vault.read(app.key, old));
    await app.vault.keepPhoto(app.key, app.phone, record, photo);
    Object.assign(meta, { id: photo.id, sha256: photo.sha256, size: photo.size });
    if (record.arrived?.gate_photo === old) record.arrived.gate_photo = photo.id;
    await app.save(record);
    await app.vault.dropPhoto(old);
    again();
  };
  line.append(check(_("A face of a child is in it"), meta.faces, (value) => { meta.faces = value; why.hidden = !value; app.save(record); }), why, buttons(button(_("Turn this photo"), turn, "quiet"), button(_("Delete this photo"), drop, "quiet")));
  return line;
}

export function photos(app, record, { kind, criterion, said }) {
  const part = el("div", {});
  const wrong = el("p", { class: "wrong", role: "alert" });
  const fits = (one) => one.kind === kind && one.criterion === criterion;
  const draw = () => {
    const mine = record.files.filter(fits);
    const input = el("input", { type: "file", accept: "image/*", capture: "environment", class: "input", "data-photo": criterion || kind });
    input.addEventListener("change", async () => {
      if (!input.files.length) return;
      wrong.textContent = "";
      if (record.files.length >= app.bundle.limits.files) { wrong.textContent = _("This visit holds as many photos as it can. Delete one first."); return; }
      let photo;
      try {
        photo = await take(input.files[0]);
      } catch {
        wrong.textContent = _("We cannot open this photo. Take it again.");
        return;
      }
      try {
        await app.vault.keepPhoto(app.key, app.phone, record, photo);
      } catch {
        wrong.textContent = _("This phone cannot save. Free some space before you go on.");
        return;
      }
      record.files.push({ id: photo.id, sha256: photo.sha256, size: photo.size, kind, criterion, faces: false, faces_reason: "" });
      if (kind === "GATE" && record.arrived) record.arrived.gate_photo = photo.id;
      await app.save(record);
      draw();
    });
    part.replaceChildren(field(said, input, _("No faces of children.")), wrong, ...(mine.length ? [el("ul", { class: "plain-list" }, mine.map((one) => row(app, record, one, draw)))] : []));
  };
  draw();
  return part;
}

// A face needs its reason before the report goes.
export function facesWithoutReason(record) {
  return record.files.filter((one) => one.faces && !one.faces_reason.trim()).length;
}

