// Tab moves on to the next field, even from a list: Wagtail's editor would indent the item and trap the focus.
// After typing, Tab still indents; Escape, then Tab leaves the editor.
(() => {
  const writing = new WeakSet();

  const editorOf = (event) => event.target instanceof Element && event.target.closest(".Draftail-Editor");

  // On the window, before React handles it.
  const listen = (name, act) =>
    window.addEventListener(
      name,
      (event) => {
        const editor = editorOf(event);
        if (editor) act(editor, event);
      },
      true,
    );

  listen("keydown", (editor, event) => {
    if (event.key === "Tab") {
      if (!writing.has(editor)) event.stopPropagation();
    } else if (event.key === "Escape") writing.delete(editor);
    else if (event.key !== "Shift") writing.add(editor);
  });
  listen("pointerdown", (editor) => writing.add(editor));
  listen("focusout", (editor, event) => {
    if (!editor.contains(event.relatedTarget)) writing.delete(editor);
  });
})();
