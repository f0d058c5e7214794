/** Under what name the sessions of a register stand in the server's list: PostgreSQL keeps 63 bytes of it. */
export const sessionName = (schema: string): string => `resolute ${schema}`.slice(0, 63);
