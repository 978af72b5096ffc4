import { exampleSetup } from 'prosemirror-example-setup';
import { Schema } from 'prosemirror-model';
import { schema } from 'prosemirror-schema-basic';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import 'prosemirror-example-setup/style/style.css';
import 'prosemirror-view/style/prosemirror.css';
import { copydesk } from '../src/prosemirror';
import '../src/prosemirror.css';
import { given } from './given';
import './plain.css';

/** A paragraph a block. */
function draft(schema: Schema) {
  const paragraphs = given.text.split(/(?:\r?\n){2,}/).filter((text) => text.trim());
  return schema.node(
    'doc',
    null,
    paragraphs.map((text) => schema.node('paragraph', null, schema.text(text.trim()))),
  );
}

new EditorView(document.getElementById('draft'), {
  state: EditorState.create({
    doc: draft(schema),
    plugins: [...exampleSetup({ schema, menuBar: false }), await copydesk(given, given.uri)],
  }),
});
