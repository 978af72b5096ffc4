import * as monaco from 'monaco-editor';
import { copydesk } from '../src/monaco';
import { given } from './given';
import './plain.css';

self.MonacoEnvironment = { getWorker: () => new Worker('/editor.worker.js', { type: 'module' }) };
monaco.editor.create(document.getElementById('draft') ?? document.body, {
  model: monaco.editor.createModel(given.text, 'plaintext', monaco.Uri.parse(given.uri)),
  automaticLayout: true,
  fontSize: 15,
  lineNumbers: 'off',
  minimap: { enabled: false },
  // Or every curly mark gets a box.
  unicodeHighlight: { ambiguousCharacters: false },
  wordWrap: 'on',
});
await copydesk(given);
