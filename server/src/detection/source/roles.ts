import type { Origin } from './facts';

/** A literal value as far as triggers can compare it. */
export type Literal = string | number | boolean;

/** One argument of a call, as written. */
export interface ArgumentShape {
  readonly is: 'function' | 'string' | 'number' | 'object' | 'array' | 'other';
  readonly parameters?: number | undefined;
  readonly value?: Literal | undefined;
  /** The text that a string begins with, also when the rest of it is computed. */
  readonly prefix?: string | undefined;
  /** A string that is put together from parts at run time. */
  readonly isInterpolated?: boolean | undefined;
  readonly keys?: ReadonlySet<string> | undefined;
  /** The strings that the keys of an object literal have for their values. */
  readonly keyValues?: readonly string[] | undefined;
  /** What a bare name is called, or how a dotted path is written. */
  readonly identifier?: string | undefined;
  /** A spread may bring further keys, so that the absence of one cannot be known. */
  readonly hasSpread?: boolean | undefined;
}

export interface CallShape {
  readonly arguments: readonly ArgumentShape[];
  /** Python's keyword arguments, in the shape of an object. */
  readonly keywords?: ArgumentShape | undefined;
}

interface Ranged {
  readonly from: number;
  readonly to: number;
}

/** The target of a trigger may stand here: a dotted path without calls in between. */
export interface PathRole extends Ranged {
  readonly kind: 'path';
  readonly use: 'mention' | 'call' | 'new' | 'decorator' | 'base' | 'constructor';
  readonly origin: Origin;
  readonly call?: (() => CallShape) | undefined;
}

/** A constructor with the names of its parameters and of their types. */
export interface ConstructorRole extends Ranged {
  readonly kind: 'constructor';
  readonly given: readonly string[];
}

/** `receiver.name(…)`, or `@receiver.name(…)`. */
export interface MethodRole extends Ranged {
  readonly kind: 'method';
  readonly name: string;
  readonly isDecorator: boolean;
  readonly receiver: Origin | undefined;
  readonly receiverText: string;
  readonly call: () => CallShape;
}

/** `receiver.name` that is not called. */
export interface PropertyRole extends Ranged {
  readonly kind: 'property';
  readonly name: string;
  readonly receiver: Origin | undefined;
  readonly receiverText: string;
  readonly isAssigned: boolean;
  /** What it is compared with, as written, without spaces and with single quotes. */
  readonly comparedWith?: string | undefined;
  /** The keys of the object literal that is assigned to it. */
  readonly valueKeys?: ReadonlySet<string> | undefined;
}

/** A key of an object in the arguments of a call, or of an object that stands by itself. */
export interface KeyRole extends Ranged {
  readonly kind: 'key';
  /** The keys from the outermost object to this one. */
  readonly path: readonly string[];
  readonly callee: Origin | undefined;
  readonly method: string | undefined;
  readonly value: Literal | undefined;
  /** The text that the value begins with, also when the rest of it is computed. */
  readonly valuePrefix?: string | undefined;
  /** The keys of the value, when that is an object too. */
  readonly valueKeys?: ReadonlySet<string> | undefined;
}

export interface WordRole extends Ranged {
  readonly kind: 'keyword' | 'class' | 'export' | 'jsx-attribute';
  readonly name: string;
  /** Whether the keyword begins a loop that tries something again. */
  readonly retries?: (() => boolean) | undefined;
}

/** What a token does at its place, as far as any trigger may ask. */
export type Role = PathRole | ConstructorRole | MethodRole | PropertyRole | KeyRole | WordRole;
