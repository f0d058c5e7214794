import { connect } from 'node:net';
import { inject } from 'vitest';
import type { Answer } from './services.ts';

/** Asks the run for a service by name; the first to ask has it started. */
export function askFor(service: 'postgres' | 'chromium'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let reply = '';
    const socket = connect(inject('servicesPort'), '127.0.0.1', () => socket.write(service));
    socket.setEncoding('utf8');
    socket.on('data', (part) => {
      reply += part;
    });
    socket.on('end', () => {
      socket.end();
      resolve(JSON.parse(reply) as Answer);
    });
    socket.on('error', reject);
  });
}
