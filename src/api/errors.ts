import { type ErrorKind, ResoluteError } from '../values/errors.ts';
import { didYouMean } from '../values/nearest.ts';

/** No address of the service begins or reads like this one. */
export class AddressUnknown extends ResoluteError {
  readonly code = 'api.address-unknown';
  readonly kind: ErrorKind = 'not-found';
  readonly remedy = 'Look at /docs, or at /openapi.json, for the addresses that there are.';
  constructor(path: string, known: readonly string[]) {
    super(`There is nothing at ${path}.${didYouMean(path, known)}`);
  }
}

/** The address is right and the method is not one that it has. */
export class MethodNotThere extends ResoluteError {
  readonly code = 'api.method-not-there';
  readonly kind: ErrorKind = 'usage';
  readonly remedy: string;
  readonly allowed: readonly string[];
  constructor(method: string, path: string, allowed: readonly string[]) {
    super(`${method} is not a method of ${path}.`);
    this.remedy = `Use ${allowed.join(' or ')}.`;
    this.allowed = allowed;
  }
}

/** The body says that it is JSON and is none. */
export class BodyMalformed extends ResoluteError {
  readonly code = 'api.body-malformed';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Send one JSON object in UTF-8; check quotes, commas and brackets.';
  constructor(reason: string) {
    super(`The body cannot be read as JSON: ${reason}.`);
  }
}

/** The body is larger than this address takes. */
export class BodyTooLarge extends ResoluteError {
  readonly code = 'api.body-too-large';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Send less in one request; many records go through POST /v1/imports as a file.';
  constructor(limit_bytes: number) {
    super(`The body is larger than ${limit_bytes} bytes.`);
  }
}

/** The body is of a kind that this address does not read. */
export class BodyOfOtherType extends ResoluteError {
  readonly code = 'api.body-of-other-type';
  readonly kind: ErrorKind = 'usage';
  readonly remedy: string;
  constructor(types: readonly string[] = ['application/json']) {
    super('The body is of a media type that is not read here.');
    this.remedy = `Send the body as ${types.join(' or ')}, and say so in Content-Type.`;
  }
}

/** A header does not say what it must. */
export class HeaderMalformed extends ResoluteError {
  readonly code = 'api.header-malformed';
  readonly kind: ErrorKind = 'usage';
  readonly remedy: string;
  constructor(header: string, remedy: string) {
    super(`The header ${header} cannot be read.`);
    this.remedy = remedy;
  }
}

/** HTTP itself refuses the request: a line, a header or an address that no parser reads. */
export class RequestMalformed extends ResoluteError {
  readonly code = 'api.request-malformed';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Check the address and the headers; percent-encode what is no plain letter or digit.';
  constructor() {
    super('The request cannot be read.');
  }
}

/** More requests than one account or one address may send in a while. */
export class TooManyRequests extends ResoluteError {
  readonly code = 'api.too-many-requests';
  readonly kind: ErrorKind = 'limit';
  readonly remedy: string;
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super('Too many requests came from here in a short while.');
    this.retryAfterSeconds = retryAfterSeconds;
    this.remedy = `Wait ${retryAfterSeconds} seconds, then go on more slowly; the header Retry-After says how long.`;
  }
}

/** The service is about to stop and takes no new request. */
export class ServiceStopping extends ResoluteError {
  readonly code = 'api.service-stopping';
  readonly kind: ErrorKind = 'unavailable';
  readonly remedy = 'Send the request again in a moment, with the same idempotency key: another process, or this one, will answer.';
  constructor() {
    super('The service is stopping.');
  }
}

/** An answer took longer than one may. */
export class TookTooLong extends ResoluteError {
  readonly code = 'api.took-too-long';
  readonly kind: ErrorKind = 'unavailable';
  readonly remedy = 'Ask for less at once, or send the same request again with the same idempotency key.';
  constructor() {
    super('The answer took too long and was given up.');
  }
}

/** Another program listens where the service was to listen. */
export class PortInUse extends ResoluteError {
  readonly code = 'api.port-in-use';
  readonly kind: ErrorKind = 'unavailable';
  readonly remedy = 'Stop the program that listens there, or choose another port with --port or RESOLUTE_PORT. Nothing was changed.';
  constructor(host: string, port: number) {
    super(`Port ${port} of ${host} is in use by another program.`);
  }
}

/** The machine does not let the service listen there. */
export class PortRefused extends ResoluteError {
  readonly code = 'api.port-refused';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Choose a port from 1024 to 65535 and an address of this machine, for instance 127.0.0.1.';
  constructor(host: string, port: number, reason: string) {
    super(`The service cannot listen at port ${port} of ${host}: ${reason}.`);
  }
}

/** Traces are wanted, and the package that sends them is not installed. */
export class TracingMissing extends ResoluteError {
  readonly code = 'api.tracing-missing';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Install @opentelemetry/sdk-node beside Resolute, or leave RESOLUTE_OTEL out.';
  constructor() {
    super('RESOLUTE_OTEL is set, and @opentelemetry/sdk-node is not installed.');
  }
}

/** Figures of the service are for whoever runs it. */
export class MetricsClosed extends ResoluteError {
  readonly code = 'api.metrics-closed';
  readonly kind: ErrorKind = 'forbidden';
  readonly remedy = 'Ask from the machine itself, or with the token of RESOLUTE_METRICS_TOKEN.';
  constructor() {
    super('The figures of the service are not shown to this caller.');
  }
}

/** Something went wrong in Resolute itself. What it was stands in the log under this number, and nowhere in the answer. */
export class Fault extends ResoluteError {
  readonly code = 'api.fault';
  readonly kind: ErrorKind = 'fault';
  readonly remedy: string;
  constructor(id: string) {
    super('Something went wrong in Resolute, and nothing was kept of this request.');
    this.remedy = `Send the request again; if it fails again, tell whoever runs the service the number ${id}, which stands in its log.`;
  }
}

/** What concerns the person themselves is done by the person, not by a program with their token. */
export class SessionNeeded extends ResoluteError {
  readonly code = 'api.session-needed';
  readonly kind: ErrorKind = 'forbidden';
  readonly remedy = 'Sign in with POST /v1/session and use that session; an API token cannot do this.';
  constructor() {
    super('This is done in a session of the person, not with an API token.');
  }
}
