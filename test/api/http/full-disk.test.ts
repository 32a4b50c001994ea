import { expect, test } from '@jest/globals';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { MongoServerError } from 'mongodb';
import { errorHandler } from '../../../api/http/error-handler.ts';

test('a full disk is told in words that say what to do', async () => {
  const app = express().post('/note', () => {
    throw new MongoServerError({ code: 14031, message: 'The disk is full or failing: nothing was written' });
  });
  const server = app.use(errorHandler).listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/note`, { method: 'POST' });
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({
    code: 'unavailable',
    message: 'The server’s disk is full, so nothing was saved. Tell your administrator.',
  });
  server.close();
});
