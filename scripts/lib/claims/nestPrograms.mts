/** The frame of programs that start a NestJS application on loopback and ask it something. */

const imports = `import 'reflect-metadata';
import * as nest from '@nestjs/common';
import { APP_GUARD, NestFactory, Reflector } from '@nestjs/core';
import { catchError, tap } from 'rxjs/operators';
import { throwError } from 'rxjs';
import { IsEmail, IsString, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
const { Module, Controller, Get, Post, Param, Query, Body, Injectable, Inject, Global, UseGuards, UseInterceptors,
  UsePipes, UseFilters, Catch, HttpException, Scope, SetMetadata, createParamDecorator, applyDecorators, forwardRef,
  ParseIntPipe, ValidationPipe } = nest;
`;

/**
 * A TypeScript program with Nest's usual names in scope.
 * @param declarations Classes, and `AppModule`.
 * @param ask The body of an async function that has `app`, `url` and `send(path, body)`; what it returns is printed as JSON.
 */
export function nestApplication(declarations: string, ask: string): string {
  return `${imports}
${declarations}
const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
if (typeof setUp === 'function') setUp(app);
await app.listen(0, '127.0.0.1');
const url = 'http://127.0.0.1:' + app.getHttpServer().address().port;
const send = (path, body) => fetch(url + path, body === undefined ? {} : {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const result = await (async () => { ${ask} })();
console.log(JSON.stringify(result));
process.exit(0);`;
}

/** A TypeScript program that prints the first line of the error with which each module of `modules` fails to start. */
export function nestStarts(declarations: string, modules: readonly string[]): string {
  return `${imports}
${declarations}
const outcomes = [];
for (const module of [${modules.join(', ')}]) {
  try {
    const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    outcomes.push(typeof report === 'function' ? report(context) : 'starts');
  } catch (error) {
    outcomes.push(error.message.split('\\n')[0]);
  }
}
console.log(JSON.stringify(outcomes));
process.exit(0);`;
}
