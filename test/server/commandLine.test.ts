import { describe, expect, it } from 'vitest';
import { parseCommandLine, usage } from '../../server/src/node/commandLine';

describe('the command line of the server', () => {
  const parse = (...args: string[]): ReturnType<typeof parseCommandLine> => parseCommandLine(args, '1.2.3');

  it.each([
    [['--stdio'], undefined],
    [['--stdio', '--clientProcessId=77'], undefined],
    [['--socket=6009'], { host: '127.0.0.1', port: 6009 }],
    [['--pipe=/tmp/x'], { path: '/tmp/x' }],
  ])('serves with %j', (args, connectTo) => {
    expect(parse(...args)).toEqual({ kind: 'serve', ...(connectTo === undefined ? {} : { connectTo }) });
  });

  it('prints version and help', () => {
    expect(parse('--version')).toEqual({ kind: 'print', text: '1.2.3', exitCode: 0 });
    expect(parse('--help')).toEqual({ kind: 'print', text: usage, exitCode: 0 });
  });

  it('prints the usage and fails without a flag', () => {
    expect(parse()).toEqual({ kind: 'print', text: usage, exitCode: 2 });
  });

  it.each([
    [['--sdtio'], "Unknown option '--sdtio'"],
    [['--stdio', '--socket=1'], 'Choose one transport'],
    [['--socket=http'], '--socket needs a port from 1 to 65535, not "http"'],
    [['--socket=99999'], '--socket needs a port'],
    [['--pipe='], '--pipe needs the name'],
    [['file.js'], 'Unexpected argument'],
  ])('refuses %j with a reason', (args, reason) => {
    const result = parse(...args);
    expect(result).toMatchObject({ kind: 'print', exitCode: 2 });
    expect(result).toMatchObject({ text: expect.stringContaining(reason) as string });
  });
});
