/** An account of an example, which anybody at the machine may use. */
export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  readonly roles: readonly string[];
}

export interface WebOptions {
  /** IANA name of the zone in which the office works. */
  readonly zone: string;
  /** The day of an example that stands still. */
  readonly standingDay?: string | null;
  /** The accounts of an example, to be entered with one press; never of a register that is in earnest. */
  readonly demo?: readonly DemoAccount[];
  /** Whether people can sign in at an identity provider. */
  readonly hasProvider?: boolean;
}
