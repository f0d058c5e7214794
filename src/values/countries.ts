/**
 * Country codes, ISO 3166-1 alpha-3: the officially assigned ones, and the travel-document codes that stand for people
 * without a nationality (ICAO Doc 9303: XXA stateless, XXB and XXC refugees) and Kosovo's user-assigned XKX.
 * XXX (unspecified) is missing on purpose: a nationality that nobody stated is unknown, and unknown is written by leaving it out.
 */
const ASSIGNED = `ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH
BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE
DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD
GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR
KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ
MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT
REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA
TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE`.split(/\s+/);

export const assignedCountryCodes: readonly string[] = ASSIGNED;
export const specialNationalityCodes: readonly string[] = ['XKX', 'XXA', 'XXB', 'XXC'];
export const countryCodes: readonly string[] = [...ASSIGNED, ...specialNationalityCodes];
const KNOWN = new Set(countryCodes);

export function isCountryCode(text: string): boolean {
  return KNOWN.has(text);
}

/** Names that people write for a nationality and that stand for two states; the remedy names both, we never choose. */
export const ambiguousNationalities: ReadonlyMap<string, readonly [string, string]> = new Map(
  ['korea', 'korean', 'koreans', 'солонгос', 'солонгос улс', 'солонгос хүн', 'corea'].map((name) => [name, ['PRK', 'KOR'] as const]),
);

/** What to do about a nationality that is not a code. */
export function nationalityRemedy(given: string): string {
  const pair = ambiguousNationalities.get(given.trim().toLowerCase());
  if (pair !== undefined)
    return `Say which state it is: ${pair[0]} (Democratic People's Republic of Korea) or ${pair[1]} (Republic of Korea). It is never guessed.`;
  const upper = given.trim().toUpperCase();
  if (upper !== given && KNOWN.has(upper)) return `Write \`${upper}\`.`;
  return 'Use an ISO 3166-1 alpha-3 code such as PRK, KOR or MNG; XXA for a stateless person; leave it out when it is not known.';
}
