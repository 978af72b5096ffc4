import { EditorView, basicSetup } from 'codemirror';
import { copydesk } from '../src/codemirror';
import { given } from './given';
import './plain.css';

const { client } = await copydesk(given);
new EditorView({
  parent: document.getElementById('draft') ?? document.body,
  doc: given.text,
  extensions: [basicSetup, EditorView.lineWrapping, client.plugin(given.uri, 'plaintext')],
});
