/** The wire to the extension host: requests go up, whole snapshots come down. */
import * as v from 'valibot';
import {
  studySnapshotSchema,
  type StudyRequest,
  type StudySnapshot,
} from '../../../protocol/src/studyMessages';

interface VsCodeApi {
  postMessage(message: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

export interface StudyHost {
  readonly send: (request: StudyRequest) => void;
  /** Calls back with every snapshot that is newer than all before. */
  readonly onSnapshot: (listener: (snapshot: StudySnapshot) => void) => void;
}

export function connectHost(): StudyHost {
  const api = acquireVsCodeApi();
  let newest = -1;
  return {
    send: (request) => api.postMessage(request),
    onSnapshot: (listener) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        const parsed = v.safeParse(studySnapshotSchema, event.data);
        // Only the host can post here; what it posts in another form belongs to another version and is not shown.
        if (!parsed.success || parsed.output.revision <= newest) return;
        newest = parsed.output.revision;
        listener(parsed.output);
      });
    },
  };
}
