import assert from 'node:assert/strict';
import { nestApplication } from '../scripts/lib/claims/nestPrograms.mts';
import type { Proofs } from '../scripts/lib/claims/context.mts';

const options = { module: 'ts', about: ['@nestjs/core'] } as const;

/** Every stage at every level writes its name into `trace`, and throws when it is named in `failAt`. */
const stages = `
let trace = [];
let failAt = '';
const hit = (name) => { trace.push(name); if (failAt === name) throw new HttpException(name, 418); };
const guard = (level) => { @Injectable() class G { canActivate() { hit('guard ' + level); return true; } } return G; };
const interceptor = (level) => { @Injectable() class I { intercept(context, next) {
  hit('interceptor ' + level);
  return next.handle().pipe(tap(() => trace.push('after ' + level)), catchError((error) => { trace.push('caught ' + level); return throwError(() => error); }));
} } return I; };
const pipe = (level) => { @Injectable() class P { transform(value, { type }) { hit('pipe ' + level + ' ' + type); return value; } } return P; };
const filter = (level) => { @Catch() class F { catch(error, host) { trace.push('filter ' + level); host.switchToHttp().getResponse().status(418).json({}); } } return F; };
@UseGuards(guard('controller')) @UseInterceptors(interceptor('controller')) @UsePipes(pipe('controller')) @UseFilters(filter('controller'))
@Controller()
class C {
  @UseGuards(guard('route')) @UseInterceptors(interceptor('route')) @UsePipes(pipe('route')) @UseFilters(filter('route'))
  @Get('x/:id') get(@Param('id', pipe('parameter')) id, @Query('q') q) { hit('handler'); return 'ok'; }
}
class ModuleMiddleware { use(request, response, next) { hit('middleware module'); next(); } }
@Module({ controllers: [C] }) class AppModule { configure(consumer) { consumer.apply(ModuleMiddleware).forRoutes(C); } }
const setUp = (app) => {
  app.use((request, response, next) => { hit('middleware global'); next(); });
  app.useGlobalGuards(new (guard('global'))());
  app.useGlobalInterceptors(new (interceptor('global'))());
  app.useGlobalPipes(new (pipe('global'))());
  app.useGlobalFilters(new (filter('global'))());
};
const traceOf = async (path, name = '') => { trace = []; failAt = name; await (await send(path)).text(); return trace; };
`;

export const proofs: Proofs = {
  async 'order-of-the-stages'({ json }) {
    const program = nestApplication(stages, `return traceOf('/x/1?q=2');`);
    assert.deepEqual(await json(program, options), [
      ...['middleware global', 'middleware module'],
      ...['guard global', 'guard controller', 'guard route'],
      ...['interceptor global', 'interceptor controller', 'interceptor route'],
      ...['pipe global query', 'pipe global param', 'pipe controller query', 'pipe controller param'],
      ...['pipe route query', 'pipe route param', 'pipe parameter param'],
      'handler',
      ...['after route', 'after controller', 'after global'],
    ]);
  },

  async 'nearest-filter-alone'({ json }) {
    const ask = `const filters = async (name) => (await traceOf('/x/1', name)).filter((step) => step.startsWith('filter'));
return [await filters(''), await filters('handler'), await filters('guard route')];`;
    assert.deepEqual(await json(nestApplication(stages, ask), options), [
      [],
      ['filter route'],
      ['filter route'],
    ]);
  },

  async 'interceptors-miss-guards'({ json }) {
    const ask = `const caught = async (name) => (await traceOf('/x/1', name)).filter((step) => step.startsWith('caught'));
return [await caught('pipe global param'), await caught('guard route'), await caught('middleware module')];`;
    const [pipe, guard, middleware] = (await json(nestApplication(stages, ask), options)) as string[][];
    assert.deepEqual(pipe, ['caught route', 'caught controller', 'caught global']);
    assert.deepEqual([guard, middleware], [[], []]);
  },

  async 'middleware-reaches-global-filters'({ json }) {
    const ask = `const filters = async (path, name) => (await traceOf(path, name)).filter((step) => step.startsWith('filter'));
return [await filters('/x/1', 'middleware module'), await filters('/unknown')];`;
    assert.deepEqual(await json(nestApplication(stages, ask), options), [
      ['filter global'],
      ['filter global'],
    ]);
  },

  async 'class-type-checks-nothing'({ json }) {
    const program = nestApplication(
      `class Dto { @IsEmail() email; @IsString() name; }
@Controller() class C {
  @Post('bare') bare(@Body() body: Dto) { return body; }
  @Post('piped') piped(@Body(new ValidationPipe()) body: Dto) { return body; }
}
@Module({ controllers: [C] }) class AppModule {}`,
      `const bare = await send('/bare', { email: 5, evil: 1 });
const piped = await send('/piped', { email: 5, evil: 1 });
return [bare.status, await bare.json(), piped.status];`,
    );
    assert.deepEqual(await json(program, options), [201, { email: 5, evil: 1 }, 400]);
  },

  async 'unknown-fields-pass-without-whitelist'({ json }) {
    const program = nestApplication(
      `class Dto { @IsEmail() email; }
@Controller() class C {
  @Post('open') open(@Body(new ValidationPipe()) body: Dto) { return body; }
  @Post('strict') strict(@Body(new ValidationPipe({ whitelist: true })) body: Dto) { return body; }
}
@Module({ controllers: [C] }) class AppModule {}`,
      `const body = { email: 'a@x.io', isAdmin: true };
return [await (await send('/open', body)).json(), await (await send('/strict', body)).json()];`,
    );
    assert.deepEqual(await json(program, options), [{ email: 'a@x.io', isAdmin: true }, { email: 'a@x.io' }]);
  },

  async 'validate-nested-needs-type'({ json }) {
    const program = nestApplication(
      `class Inner { @IsEmail() email; }
class Bare { @ValidateNested() inner: Inner; }
class Typed { @ValidateNested() @Type(() => Inner) inner: Inner; }
@Controller() class C {
  @Post('bare') bare(@Body(new ValidationPipe()) body: Bare) { return body; }
  @Post('typed') typed(@Body(new ValidationPipe()) body: Typed) { return body; }
}
@Module({ controllers: [C] }) class AppModule {}`,
      `const body = { inner: { email: 'no' } };
return [(await send('/bare', body)).status, (await send('/typed', body)).status];`,
    );
    assert.deepEqual(await json(program, options), [201, 400]);
  },

  async 'transform-gives-nan'({ json }) {
    const program = nestApplication(
      `@Controller() class C {
  @Get('transform/:id') a(@Param('id', new ValidationPipe({ transform: true })) id: number) { return { isNaN: Number.isNaN(id) }; }
  @Get('parse/:id') b(@Param('id', ParseIntPipe) id: number) { return {}; }
}
@Module({ controllers: [C] }) class AppModule {}`,
      `return [await (await send('/transform/x')).json(), (await send('/parse/x')).status];`,
    );
    assert.deepEqual(await json(program, options), [{ isNaN: true }, 400]);
  },

  async 'refusing-guard-answers-403'({ json }) {
    const program = nestApplication(
      `@Injectable() class AdminGuard { canActivate(context) { return context.switchToHttp().getRequest().user?.role === 'admin'; } }
@UseGuards(AdminGuard) @Controller() class C { @Get() get() { return 'ok'; } }
@Module({ controllers: [C] }) class AppModule {}`,
      `const answer = await send('/'); return [answer.status, (await answer.json()).message];`,
    );
    assert.deepEqual(await json(program, options), [403, 'Forbidden resource']);
  },
};
