import { Server } from '@hocuspocus/server';

/** The baseline: Hocuspocus as it comes, without sign-in, checks or storage. Prints its port. */
const server = new Server({ port: 0, address: '127.0.0.1', quiet: true });
await server.listen();
process.stdout.write(`http://127.0.0.1:${server.address.port}/\n`);
