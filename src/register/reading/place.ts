/** A place in something that is counted, in the form of an id, which is what cursors are made of: its last twelve digits. */
export const placeAsId = (place: number): string => `00000000-0000-0000-0000-${place.toString(16).padStart(12, '0')}`;

export const placeIn = (id: string): number => Number.parseInt(id.slice(-12), 16);
