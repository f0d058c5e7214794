import type { FastifyReply } from 'fastify';

const SELF = "'self'";
const NONE = "'none'";

const DIRECTIVES: Readonly<Record<string, string>> = {
  'default-src': NONE,
  'script-src': SELF,
  'style-src': SELF,
  'img-src': SELF,
  'font-src': SELF,
  'connect-src': SELF,
  'form-action': SELF,
  'frame-ancestors': NONE,
  'base-uri': NONE,
  'object-src': NONE,
};

const POLICY = Object.entries(DIRECTIVES)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ');

/** A page loads from its own service alone, runs no script that stands in it, and is framed by nobody. */
export function setPolicy(reply: FastifyReply): void {
  reply.header('content-security-policy', POLICY).header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
}
