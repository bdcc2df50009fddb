/** Entry of the reader's view: draws the newest snapshot of the host, and keeps what was read over a reload. */
import { render } from 'preact';
import * as v from 'valibot';
import { readerSnapshotSchema, type ReaderRequest } from '../../../protocol/src/readerMessages';
import { ReaderPageView } from './ReaderPageView';

interface VsCodeApi {
  postMessage(message: ReaderRequest): void;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const host = acquireVsCodeApi();
const root = document.getElementById('root');
const post = (request: ReaderRequest): void => host.postMessage(request);

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const parsed = v.safeParse(readerSnapshotSchema, data);
  if (!parsed.success || root === null) return;
  const snapshot = parsed.output;
  host.setState({ history: snapshot.history });
  render(<ReaderPageView snapshot={snapshot} post={post} />, root);
});

post({ type: 'ready' });
