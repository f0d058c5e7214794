import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TooManyRequests } from './errors.ts';

/** Requests a minute. Each process counts for itself; failed sign-ins are counted in the database besides, over all of them. */
export interface Limits {
  /** One session or token's account. */
  readonly account_perMinute: number;
  /** One address before it is known who asks: behind it may sit a whole office. */
  readonly address_perMinute: number;
  /** Sign-ins of one address. */
  readonly signIn_perMinute: number;
}

export const LIMITS: Limits = { account_perMinute: 6_000, address_perMinute: 30_000, signIn_perMinute: 30 };

export interface Limiters {
  readonly address: (request: FastifyRequest) => Promise<void>;
  readonly account: (request: FastifyRequest) => Promise<void>;
  readonly signIn: (request: FastifyRequest) => Promise<void>;
}

export async function limiters(app: FastifyInstance, limits: Limits): Promise<Limiters> {
  await app.register(rateLimit, { global: false, cache: 20_000 });
  const limit = (max: number, keyGenerator: (request: FastifyRequest) => string) => {
    const count = app.createRateLimit({ max, timeWindow: 60_000, keyGenerator });
    return async (request: FastifyRequest): Promise<void> => {
      const counted = await count(request);
      if (!counted.isAllowed && counted.isExceeded) throw new TooManyRequests(Math.max(1, counted.ttlInSeconds));
    };
  };
  return {
    address: limit(limits.address_perMinute, ({ ip }) => ip),
    account: limit(limits.account_perMinute, ({ actor, ip }) => actor?.account ?? ip),
    signIn: limit(limits.signIn_perMinute, ({ ip }) => ip),
  };
}
