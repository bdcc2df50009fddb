import type { ArgumentCondition } from '../../../../protocol/src/trigger';
import type { ArgumentShape, CallShape, Literal } from './roles';

export function equalsLiteral(value: Literal | undefined, wanted: readonly Literal[]): boolean {
  if (value === undefined) return false;
  const comparable = typeof value === 'string' ? value.toLowerCase() : value;
  return wanted.some((one) => (typeof one === 'string' ? one.toLowerCase() : one) === comparable);
}

/** Whether a text begins with one of these, without regard to case and leading space. */
export function beginsWith(text: string | undefined, beginnings: readonly string[]): boolean {
  if (text === undefined) return false;
  const lower = text.trimStart().toLowerCase();
  return beginnings.some((beginning) => lower.startsWith(beginning.toLowerCase()));
}

const isInterpolated = (argument: ArgumentShape): boolean => argument.isInterpolated === true;

/** `*.CREATED` is any path that ends so. */
function isNamed(identifier: string | undefined, names: readonly string[]): boolean {
  return (
    identifier !== undefined &&
    names.some((name) => (name.startsWith('*') ? identifier.endsWith(name.slice(1)) : identifier === name))
  );
}

function meets(argument: ArgumentShape, condition: ArgumentCondition): boolean {
  const {
    is,
    isNot,
    parameters,
    values,
    startsWith,
    interpolated,
    keys,
    absentKeys,
    keyValues,
    identifiers,
  } = condition;
  if (is !== undefined && argument.is !== is) return false;
  if (isNot !== undefined && argument.is === isNot) return false;
  if (parameters !== undefined && argument.parameters !== parameters) return false;
  if (values !== undefined && !equalsLiteral(argument.value, values)) return false;
  if (identifiers !== undefined && !isNamed(argument.identifier, identifiers)) return false;
  if (startsWith !== undefined && !beginsWith(argument.prefix, startsWith)) return false;
  if (interpolated !== undefined && (argument.is !== 'string' || isInterpolated(argument) !== interpolated)) {
    return false;
  }
  if (keys !== undefined && !keys.every((key) => argument.keys?.has(key) === true)) return false;
  if (keyValues !== undefined && argument.keyValues?.some((one) => equalsLiteral(one, keyValues)) !== true) {
    return false;
  }
  if (absentKeys === undefined) return true;
  const known = argument.keys;
  return known !== undefined && argument.hasSpread !== true && !absentKeys.some((key) => known.has(key));
}

/** Whether some argument meets the condition; conditions on keys are about keyword arguments in Python. */
function isMet(call: CallShape, condition: ArgumentCondition): boolean {
  if (condition.index !== undefined) {
    const argument = call.arguments[condition.index];
    return argument !== undefined && meets(argument, condition);
  }
  if (call.keywords !== undefined && (condition.keys !== undefined || condition.absentKeys !== undefined)) {
    if (meets(call.keywords, condition)) return true;
  }
  return call.arguments.some((argument) => meets(argument, condition));
}

/** Whether a call satisfies everything that a trigger says about arguments. */
export function callSatisfies(
  trigger: {
    readonly arguments?: readonly ArgumentCondition[] | undefined;
    readonly argumentCount?: number | undefined;
  },
  call: () => CallShape,
): boolean {
  const conditions = trigger.arguments ?? [];
  if (conditions.length === 0 && trigger.argumentCount === undefined) return true;
  const shape = call();
  const count = shape.arguments.length + (shape.keywords?.keys?.size ?? 0);
  if (trigger.argumentCount !== undefined && count !== trigger.argumentCount) return false;
  return conditions.every((condition) => isMet(shape, condition));
}
