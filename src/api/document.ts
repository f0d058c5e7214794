import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { ENGINE } from '../decide/engine.ts';

const ABOUT = `Permits from application to departure, by the law of the Security Council and of the host state.

Every act is a use case; every answer that is no success is a problem (RFC 9457) that names the rule and the remedy.
Ids are UUIDs, days are \`YYYY-MM-DD\`, instants carry their zone, states are ISO 3166-1 alpha-3. See docs/api.md.`;

/** The pages of the browser that shows the document, served from here and asking nobody else. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** In place of the sign of the tool that draws the pages. */
const NAME =
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><text x="0" y="27" font-family="sans-serif" font-size="24" fill="#fff">Resolute</text></svg>';

/** OpenAPI at /openapi.json and pages to browse it at /docs. To be registered before the routes that it describes. */
export async function serveDocument(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Resolute',
        version: ENGINE.split('/')[1] ?? '0',
        description: ABOUT,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'A session from POST /v1/session, or an API token from POST /v1/tokens, which reaches no further than its scopes.',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) =>
      withSheet(jsonSchemaTransformObject(document) as Described) as ReturnType<typeof jsonSchemaTransformObject>,
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: PAGE_POLICY,
    logo: { type: 'image/svg+xml', content: Buffer.from(NAME), href: '/docs/', target: '_self' },
    theme: { title: 'The API of Resolute' },
    uiConfig: { validatorUrl: null, url: '/openapi.json', docExpansion: 'none', tryItOutEnabled: false },
  });
  let text = '';
  // Made once, at the start: a description that cannot be written is found before anybody asks for it.
  app.addHook('onReady', async () => {
    text = JSON.stringify(app.swagger());
  });
  app.get('/openapi.json', { schema: { hide: true } }, async (_, reply) => reply.type('application/json').send(text));
}

interface Described {
  readonly paths?: Record<string, Record<string, Record<string, unknown> | undefined> | undefined>;
}

/** The one body that is no JSON: the schemas of this document cannot say a file. */
function withSheet(document: Described): Described {
  const post = document.paths?.['/v1/imports']?.post;
  if (post === undefined) return document;
  const file = { schema: { type: 'string', format: 'binary' } };
  post.requestBody = {
    required: true,
    content: {
      'text/csv': { ...file, example: 'Worker,Nationality,Employer\nBat Bold,MNG,Altan Cashmere LLC\n' },
      'application/vnd.apache.parquet': file,
      'multipart/form-data': {
        schema: { type: 'object', required: ['file'], properties: { map: { type: 'string' }, file: file.schema } },
      },
    },
  };
  return document;
}
