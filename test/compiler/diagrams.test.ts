import { describe, expect, it } from 'vitest';
import type { CompiledGuide } from '../../compiler/src/compileGuide';
import { withDiagrams } from '../../compiler/src/diagrams';
import { guideVersion } from '../../protocol/src/concept';

const drawing = `
title: Two boxes
description: A client asks a server, the server answers, and nothing else happens in this small drawing of two boxes.
boxes:
  - { id: client, at: [0, 0], size: [80, 40], text: client }
  - { id: server, at: [200, 0], size: [80, 40], text: server, look: accent }
arrows:
  - { from: client, to: server, text: asks }
`;

function messagesFor(path: string, text: string): string[] {
  const empty: CompiledGuide = {
    guide: { version: guideVersion, concepts: [] },
    files: [],
    codeBlocks: [],
    claims: [],
  };
  const { files } = withDiagrams(empty, [{ path, text }], new Set(['event-loop']));
  return files.flatMap((file) => file.messages.map(({ reason }) => reason));
}

describe('diagram files', () => {
  it('pass when every arrow joins two boxes', () => {
    expect(messagesFor('diagrams/event-loop.yaml', drawing)).toEqual([]);
  });

  it.each([
    ['another file name', 'diagrams/no-such.yaml', drawing, 'No concept is named "no-such"'],
    ['an arrow into nothing', 'diagrams/event-loop.yaml', drawing.replace('to: server', 'to: srv'), '"srv"'],
    ['two equal ids', 'diagrams/event-loop.yaml', drawing.replace('id: server', 'id: client'), 'Two boxes'],
    [
      'too few words',
      'diagrams/event-loop.yaml',
      drawing.replace(/description: .*/, 'description: Boxes.'),
      'say in words',
    ],
    ['broken YAML', 'diagrams/event-loop.yaml', 'boxes: [', 'not valid YAML'],
    [
      'a text that YAML reads as a reference',
      'diagrams/event-loop.yaml',
      drawing.replace('text: asks', 'text: "asks" }\n  - { from: server, to: client, text: *any'),
      'The diagram uses "*any" as a reference to nothing: put a text that begins with "*" into quotes',
    ],
  ])('are refused for %s', (_, path, text, reason) => {
    expect(messagesFor(path, text).join('\n')).toContain(reason);
  });
});
