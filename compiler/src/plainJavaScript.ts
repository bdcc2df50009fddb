/** Tells whether TypeScript code is JavaScript as it stands, so that readers of JavaScript are offered it too. */
import { parser } from '@lezer/javascript';

const typescript = parser.configure({ dialect: 'ts' });

/** Syntax that JavaScript does not have; decorators are a proposal that no engine runs yet. */
const onlyTypeScript =
  /^(?:Type(?!ofExpression)\w*|\w+Type|InterfaceDeclaration|EnumDeclaration|NamespaceDeclaration|AmbientDeclaration|as|type|satisfies|Privacy|Optional|PrefixCast|InstantiationExpression|\w*Signature|Decorator)$/;

export function isPlainJavaScript(code: string): boolean {
  let isPlain = true;
  typescript.parse(code).iterate({
    enter: ({ type, node }) => {
      // `value!`, which the parser calls a postfix operator.
      const isAssertion = type.name === 'LogicOp' && node.parent?.name === 'PostfixExpression';
      if (type.isError || isAssertion || onlyTypeScript.test(type.name)) isPlain = false;
      return isPlain;
    },
  });
  return isPlain;
}
