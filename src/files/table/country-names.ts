/**
 * What people write for a state or a nationality, beside its code: names and adjectives in English, common names in Mongolian. Nothing ambiguous stands
 * here ("Korea", "Congo", "Guinea" in an adjective): what may be two states is refused, never guessed.
 */
const NAMES = `
PRK DPRK | D.P.R.K. | North Korea | North Korean | Democratic People's Republic of Korea | Democratic Peoples Republic of Korea | Korea, North | Korea (North) | Korea (Democratic People's Republic of) | Korea, Democratic People's Republic of | БНАСАУ | Хойд Солонгос | Умард Солонгос | Бүгд Найрамдах Ардчилсан Солонгос Ард Улс
KOR ROK | South Korea | South Korean | Republic of Korea | Korea, South | Korea (South) | Korea (Republic of) | Korea, Republic of | БНСУ | Өмнөд Солонгос | Бүгд Найрамдах Солонгос Улс
CHN China | Chinese | PRC | People's Republic of China | БНХАУ | Хятад | Хятад Улс
RUS Russia | Russian | Russian Federation | ОХУ | Орос | Оросын Холбооны Улс
MNG Mongolia | Mongolian | Монгол | Монгол Улс
JPN Japan | Japanese | Япон | Япон Улс
KAZ Kazakhstan | Kazakh | Казахстан | Казак
KGZ Kyrgyzstan | Kyrgyz | Kyrgyz Republic | Киргиз | Кыргызстан
UZB Uzbekistan | Uzbek | Узбекистан | Узбек
TJK Tajikistan | Tajik | Тажикистан
TKM Turkmenistan | Turkmen | Туркменистан
UKR Ukraine | Ukrainian | Украин
BLR Belarus | Belarusian | Беларусь | Беларус
VNM Vietnam | Viet Nam | Vietnamese | Вьетнам
PHL Philippines | Philippine | Filipino | Filipina | Филиппин
IND India | Indian | Энэтхэг
PAK Pakistan | Pakistani | Пакистан
BGD Bangladesh | Bangladeshi | Бангладеш
NPL Nepal | Nepali | Nepalese | Балба | Непал
LKA Sri Lanka | Sri Lankan | Шри Ланка
AFG Afghanistan | Afghan | Афганистан
THA Thailand | Thai | Тайланд
IDN Indonesia | Indonesian | Индонез
MYS Malaysia | Malaysian | Малайз
SGP Singapore | Singaporean | Сингапур
KHM Cambodia | Cambodian | Камбож
LAO Laos | Lao | Laotian | Lao People's Democratic Republic | Лаос
MMR Myanmar | Burma | Burmese | Мьянмар
TWN Taiwan | Taiwanese | Тайвань
HKG Hong Kong | Хонконг
MAC Macao | Macau | Макао
TLS Timor-Leste | East Timor
BRN Brunei | Brunei Darussalam
BTN Bhutan | Bhutanese
MDV Maldives | Maldivian
USA United States | United States of America | US | U.S. | USA | U.S.A. | American | АНУ | Америк | Америкийн Нэгдсэн Улс
CAN Canada | Canadian | Канад
MEX Mexico | Mexican | Мексик
BRA Brazil | Brazilian | Бразил
ARG Argentina | Argentine | Argentinian | Аргентин
CHL Chile | Chilean | Чили
COL Colombia | Colombian | Колумб
PER Peru | Peruvian | Перу
VEN Venezuela | Venezuelan
ECU Ecuador | Ecuadorian
BOL Bolivia | Bolivian
PRY Paraguay | Paraguayan
URY Uruguay | Uruguayan
CUB Cuba | Cuban | Куба
HTI Haiti | Haitian
DOM Dominican Republic
JAM Jamaica | Jamaican
GTM Guatemala | Guatemalan
HND Honduras | Honduran
SLV El Salvador | Salvadoran
NIC Nicaragua | Nicaraguan
CRI Costa Rica | Costa Rican
PAN Panama | Panamanian
GBR United Kingdom | UK | U.K. | Great Britain | British | Их Британи | Англи
IRL Ireland | Irish | Ирланд
FRA France | French | Франц
DEU Germany | German | Герман | ХБНГУ
AUT Austria | Austrian | Австри
CHE Switzerland | Swiss | Швейцар
ITA Italy | Italian | Итали
ESP Spain | Spanish | Испани
PRT Portugal | Portuguese | Португал
NLD Netherlands | Dutch | The Netherlands | Нидерланд | Голланд
BEL Belgium | Belgian | Бельги
LUX Luxembourg
DNK Denmark | Danish | Дани
SWE Sweden | Swedish | Швед
NOR Norway | Norwegian | Норвеги
FIN Finland | Finnish | Финланд
ISL Iceland | Icelandic
EST Estonia | Estonian | Эстони
LVA Latvia | Latvian | Латви
LTU Lithuania | Lithuanian | Литва
POL Poland | Polish | Польш
CZE Czechia | Czech Republic | Czech | Чех
SVK Slovakia | Slovak | Словак
HUN Hungary | Hungarian | Унгар
ROU Romania | Romanian | Румын
BGR Bulgaria | Bulgarian | Болгар
GRC Greece | Greek | Грек
CYP Cyprus | Cypriot
MLT Malta | Maltese
HRV Croatia | Croatian | Хорват
SVN Slovenia | Slovenian
SRB Serbia | Serbian | Серб
BIH Bosnia and Herzegovina | Bosnian
MNE Montenegro | Montenegrin
MKD North Macedonia | Macedonian
ALB Albania | Albanian | Албани
MDA Moldova | Moldovan | Молдав
GEO Georgia | Georgian | Гүрж
ARM Armenia | Armenian | Армени
AZE Azerbaijan | Azerbaijani | Азербайжан
TUR Turkey | Türkiye | Turkish | Турк
XKX Kosovo | Kosovar
VAT Holy See | Vatican
MCO Monaco
AND Andorra
SMR San Marino
LIE Liechtenstein
IRN Iran | Iranian | Islamic Republic of Iran | Иран
IRQ Iraq | Iraqi | Ирак
SYR Syria | Syrian | Syrian Arab Republic | Сири
LBN Lebanon | Lebanese | Ливан
JOR Jordan | Jordanian | Иордан
ISR Israel | Israeli | Израйль
PSE Palestine | Palestinian | State of Palestine
SAU Saudi Arabia | Saudi | Саудын Араб
ARE United Arab Emirates | UAE | U.A.E. | Emirati | АНЭУ
QAT Qatar | Qatari | Катар
KWT Kuwait | Kuwaiti | Кувейт
BHR Bahrain | Bahraini
OMN Oman | Omani
YEM Yemen | Yemeni
EGY Egypt | Egyptian | Египет
LBY Libya | Libyan
TUN Tunisia | Tunisian
DZA Algeria | Algerian | Алжир
MAR Morocco | Moroccan | Марокко
MRT Mauritania | Mauritanian
SDN Sudan | Sudanese
SSD South Sudan | South Sudanese
ETH Ethiopia | Ethiopian | Этиоп
ERI Eritrea | Eritrean
DJI Djibouti
SOM Somalia | Somali
KEN Kenya | Kenyan | Кени
UGA Uganda | Ugandan
TZA Tanzania | Tanzanian
RWA Rwanda | Rwandan
BDI Burundi | Burundian
COD Democratic Republic of the Congo | DR Congo | DRC
COG Republic of the Congo | Congo-Brazzaville
GAB Gabon | Gabonese
GNQ Equatorial Guinea | Equatorial Guinean
GIN Guinea
GNB Guinea-Bissau
CMR Cameroon | Cameroonian
CAF Central African Republic
TCD Chad | Chadian
NER Niger
NGA Nigeria | Nigerian | Нигери
BEN Benin | Beninese
TGO Togo | Togolese
GHA Ghana | Ghanaian
CIV Côte d'Ivoire | Cote d'Ivoire | Ivory Coast | Ivorian
LBR Liberia | Liberian
SLE Sierra Leone | Sierra Leonean
GMB Gambia | Gambian | The Gambia
SEN Senegal | Senegalese
MLI Mali | Malian
BFA Burkina Faso | Burkinabe
CPV Cabo Verde | Cape Verde
STP Sao Tome and Principe
AGO Angola | Angolan
NAM Namibia | Namibian
ZAF South Africa | South African | Өмнөд Африк
BWA Botswana
ZWE Zimbabwe | Zimbabwean
ZMB Zambia | Zambian
MWI Malawi | Malawian
MOZ Mozambique | Mozambican
MDG Madagascar | Malagasy
MUS Mauritius | Mauritian
SYC Seychelles
COM Comoros
LSO Lesotho
SWZ Eswatini | Swaziland
AUS Australia | Australian | Австрали
NZL New Zealand | New Zealander | Шинэ Зеланд
PNG Papua New Guinea
FJI Fiji | Fijian
WSM Samoa | Samoan
TON Tonga | Tongan
VUT Vanuatu
SLB Solomon Islands
XXA Stateless | stateless person | Харьяалалгүй | Харьяалалгүй хүн`;

/** Small letters, one blank between words, no full stops: the form in which spellings are compared. */
export function plainForm(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[’‘`]/g, "'").replaceAll('.', '').replace(/\s+/g, ' ').trim();
}

const CODES = new Map(
  NAMES.trim()
    .split('\n')
    .flatMap((line): [string, string][] =>
      line
        .slice(4)
        .split(' | ')
        .map((name) => [plainForm(name), line.slice(0, 3)]),
    ),
);

/** The code of a state by a name that people write, or undefined; only names that mean one state. */
export function codeOfName(name: string): string | undefined {
  return CODES.get(plainForm(name));
}

/** Every name with its code, for a test that no name stands under two. */
export const namesWithCodes: readonly (readonly [string, string])[] = NAMES.trim()
  .split('\n')
  .flatMap((line) =>
    line
      .slice(4)
      .split(' | ')
      .map((name) => [plainForm(name), line.slice(0, 3)] as const),
  );
