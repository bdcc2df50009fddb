/** Entry of the study view. */
import { render } from 'preact';
import { App } from './App';
import { connectHost } from './host';

const root = document.getElementById('root');
if (root !== null) render(<App host={connectHost()} />, root);
