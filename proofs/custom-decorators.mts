import assert from 'node:assert/strict';
import { nestApplication } from '../scripts/lib/claims/nestPrograms.mts';
import type { Proofs } from '../scripts/lib/claims/context.mts';

const options = { module: 'ts', about: ['@nestjs/core'] } as const;

export const proofs: Proofs = {
  async 'metadata-alone-protects-nothing'({ json }) {
    const program = nestApplication(
      `const Roles = Reflector.createDecorator();
@Controller() class C { @Roles(['admin']) @Get() get() { return 'open'; } }
@Module({ controllers: [C] }) class AppModule {}`,
      `return (await send('/')).text();`,
    );
    assert.equal(await json(program, options), 'open');
  },

  async 'parameter-decorators-run-late'({ json }) {
    const program = nestApplication(
      `const trace = [];
const Traced = createParamDecorator((data) => { trace.push('decorator ' + data); return data; });
@Injectable() class G { canActivate() { trace.push('guard'); return true; } }
@Injectable() class I { intercept(context, next) { trace.push('interceptor'); return next.handle(); } }
@Injectable() class P { transform(value) { trace.push('pipe ' + value); return value; } }
@Controller() class C {
  @UseGuards(G) @UseInterceptors(I) @Get() get(@Traced('first', P) a, @Traced('last', P) b) { return trace; }
}
@Module({ controllers: [C] }) class AppModule {}`,
      `return (await send('/')).json();`,
    );
    const expected = ['guard', 'interceptor', 'decorator last', 'pipe last', 'decorator first', 'pipe first'];
    assert.deepEqual(await json(program, options), expected);
  },

  async 'validation-skips-custom-decorators'({ json }) {
    const program = nestApplication(
      `class Dto { @IsEmail() email; }
const Invalid = createParamDecorator(() => ({ email: 'no' }));
@Controller() class C {
  @Get('without') a(@Invalid(new ValidationPipe()) value: Dto) { return 'ok'; }
  @Get('with') b(@Invalid(new ValidationPipe({ validateCustomDecorators: true })) value: Dto) { return 'ok'; }
}
@Module({ controllers: [C] }) class AppModule {}`,
      `return [(await send('/without')).status, (await send('/with')).status];`,
    );
    assert.deepEqual(await json(program, options), [200, 400]);
  },

  async 'class-marks-are-not-inherited'({ json }) {
    const program = nestApplication(
      `const Roles = Reflector.createDecorator();
@Injectable() class G {
  constructor(reflector: Reflector) { this.reflector = reflector; }
  canActivate(context) {
    const targets = [context.getHandler(), context.getClass()];
    context.switchToHttp().getRequest().found = [
      this.reflector.get(Roles, context.getHandler()) ?? null,
      this.reflector.getAllAndOverride(Roles, targets),
      this.reflector.getAllAndMerge(Roles, targets),
    ];
    return true;
  }
}
const Found = createParamDecorator((data, context) => context.switchToHttp().getRequest().found);
@UseGuards(G) @Roles(['staff']) @Controller() class C {
  @Get('bare') bare(@Found() found) { return found; }
  @Roles(['admin']) @Get('marked') marked(@Found() found) { return found; }
}
@Module({ controllers: [C] }) class AppModule {}`,
      `return [(await (await send('/bare')).json()).slice(0, 2), (await (await send('/marked')).json())[2]];`,
    );
    assert.deepEqual(await json(program, options), [
      [null, ['staff']],
      ['admin', 'staff'],
    ]);
  },

  async 'upper-mark-wins'({ json }) {
    const program = nestApplication(
      `@Controller() class C { @SetMetadata('k', 'upper') @SetMetadata('k', 'lower') @Get() get() { return Reflect.getMetadata('k', C.prototype.get); } }
@Module({ controllers: [C] }) class AppModule {}`,
      `return (await send('/')).text();`,
    );
    assert.equal(await json(program, options), 'upper');
  },
};
