/**
 * Headers that real permit sheets have, in English and Mongolian, by the fact or the label that they stand for. Compared without
 * capitals, dots and underlines. Add a line here when a sheet is met that has another: nothing else needs to change.
 */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  host: ['host', 'host state', 'host country', 'country of work', 'country of employment', 'хүлээн авагч улс', 'ажиллах улс'],
  act: ['act', 'type of act', 'type of request', 'kind of request', 'what is asked', 'хүсэлтийн төрөл'],
  asOf: ['as of', 'date of decision', 'decision date', 'day of decision', 'reference date', 'шийдвэрлэх огноо', 'лавлах огноо'],
  'worker.nationalities': [
    'nationality',
    'nationalities',
    'citizenship',
    'citizenships',
    'nationality of worker',
    'worker nationality',
    'country of nationality',
    'иргэншил',
    'харьяалал',
    'иргэний харьяалал',
    'улс',
  ],
  'worker.earnsIncome': [
    'earns income',
    'paid',
    'receives income',
    'receives wage',
    'receives salary',
    'орлого олдог',
    'цалинтай',
    'орлоготой',
  ],
  'worker.safetyOverseer': [
    'safety overseer',
    'overseer',
    'government overseer',
    'safety oversight attache',
    'хяналтын ажилтан',
    'аюулгүй байдлын хянагч',
  ],
  'worker.returnProhibited': ['return prohibited', 'may not be returned', 'буцаахыг хориглосон'],
  'worker.protectionAssessment': ['protection assessment', 'asylum procedure', 'protection procedure', 'хамгаалалтын үнэлгээ'],
  'worker.immunity': ['immunity', 'diplomatic immunity', 'un immunity', 'дархан эрх'],
  'worker.residesOnOtherTitle': ['resides on other title', 'other residence title', 'other title', 'өөр үндэслэлээр оршин суудаг'],
  'worker.listed': ['worker listed', 'listed person', 'жагсаалтад орсон хүн'],
  'employer.listed': ['employer listed', 'listed entity', 'жагсаалтад орсон байгууллага'],
  'employer.private': ['ownership', 'type of ownership', 'employer ownership', 'private employer', 'private', 'өмчийн хэлбэр', 'өмч'],
  'contract.finalisedOn': [
    'contract signed',
    'contract signed on',
    'contract date',
    'date of contract',
    'contract concluded',
    'contract finalised',
    'contract finalized',
    'гэрээ байгуулсан огноо',
    'гэрээний огноо',
    'гэрээ хийсэн огноо',
  ],
  'contract.endsOn': [
    'contract ends',
    'contract end',
    'contract end date',
    'contract expires',
    'contract expiry',
    'гэрээ дуусах огноо',
    'гэрээний дуусах огноо',
  ],
  'contract.written': ['written contract', 'contract in writing', 'contract written', 'бичгийн гэрээтэй', 'бичгийн гэрээ', 'гэрээ бичгээр'],
  'permit.validFrom': [
    'valid from',
    'permit valid from',
    'permit start',
    'permit start date',
    'permit from',
    'start of validity',
    'хүчинтэй эхлэх огноо',
    'эхлэх огноо',
    'зөвшөөрөл эхлэх огноо',
  ],
  'permit.validTo': [
    'valid to',
    'valid until',
    'valid till',
    'permit valid to',
    'permit valid until',
    'permit end',
    'permit end date',
    'permit expires',
    'permit expiry',
    'expiry date',
    'хүчинтэй дуусах огноо',
    'дуусах огноо',
    'зөвшөөрөл дуусах огноо',
    'хүчинтэй хугацаа',
  ],
  'application.receivedOn': [
    'application received',
    'received on',
    'application date',
    'date of application',
    'өргөдөл хүлээн авсан огноо',
    'өргөдлийн огноо',
  ],
  approvals: ['approvals', 'committee approval', 'committee approvals', '1718 approval', 'хорооны зөвшөөрөл'],
  'register.headroom': ['headroom', 'places left', 'places free', 'үлдсэн тоо'],
  // Labels: carried into the report, never facts.
  employer: [
    'employer',
    'employer name',
    'name of employer',
    'company',
    'company name',
    'enterprise',
    'sponsor',
    'ажил олгогч',
    'компани',
    'байгууллага',
    'аж ахуйн нэгж',
  ],
  sector: ['sector', 'industry', 'economic sector', 'branch', 'salbar', 'салбар', 'үйл ажиллагааны чиглэл'],
  permit: [
    'permit no',
    'permit number',
    'permit id',
    'permit',
    'authorisation no',
    'authorization no',
    'work permit no',
    'work permit number',
    'licence no',
    'зөвшөөрлийн дугаар',
    'зөвшөөрөл №',
  ],
  id: [
    'id',
    'case no',
    'case number',
    'case id',
    'reference',
    'reference no',
    'application no',
    'application number',
    'хэргийн дугаар',
    'өргөдлийн дугаар',
    'worker no',
    'worker number',
    'worker id',
    'ажилтны дугаар',
    'no',
    'дугаар',
  ],
};

/** A header in the form in which it is compared. */
export function headerForm(header: string): string {
  return header
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.\-/:]+/g, ' ')
    .trim();
}

const BY_FORM = new Map(Object.entries(HEADERS).flatMap(([name, forms]) => forms.map((form) => [headerForm(form), name] as const)));

/** The fact or label that a common header stands for. */
export function recognisedHeader(header: string): string | undefined {
  return BY_FORM.get(headerForm(header));
}

/** How early a header stands in the list of its fact: of several that may be the caller's key the earliest is taken. */
export function rankOfHeader(header: string, name: string): number {
  const at = (HEADERS[name] ?? []).findIndex((form) => headerForm(form) === headerForm(header));
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

export const recognisedHeaders: readonly (readonly [string, string])[] = Object.entries(HEADERS).flatMap(([name, forms]) =>
  forms.map((form) => [headerForm(form), name] as const),
);
