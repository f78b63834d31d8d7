/**
 * Words that firms, practices, schools and offices have in their names and people have not, folded,
 * in some thirty languages; and who is behind a mailbox that has no person's name.
 * @module
 */

import { foldWord } from "../../engine/lexicon.ts";
import { phrases } from "../phrases.ts";

/** The words. */
const ORGANISATION_WORDS: ReadonlySet<string> = new Set(
  phrases([
    "surgery|practice|solicitors|attorneys|lawyers|accountants|advisors|advisers|realty|dental",
    "dentistry|medical|health|healthcare|veterinary|vets|orthodontics|physio|physiotherapy",
    "optometry|opticians|savings|mutual|credit|trust|fund|funds|charity|ministries|academy|nursery",
    "kindergarten|preschool|gym|fitness|salon|plumbing|roofing|builders|construction|garage",
    "motors|rentals|lettings|housing|properties|hostel|resort|tavern|brewery|catering|florist",
    "wholesale|supplies|supply|distribution|packaging|printing|publishing|newsletter|helpdesk",
    "helpline|enquiries|inquiries|bookings|reservations|reception|receptionist|accounts|payroll",
    "payable|receivable|procurement|recruitment|recruiting|admissions|registrar|alumni|dispatch",
    "firm|llp|pllc|pllp|kg|ohg|gbr|mbh|oyj|aps|vof|bvba|sas|sasu|eurl|scop",
    "srls|slu|lda|eireli|sro|doo|ood|eood|pte|sdn|bhd|pvt|ooo",
    "praxis|zahnarztpraxis|arztpraxis|hausarztpraxis|gemeinschaftspraxis|tierarztpraxis",
    "kanzlei|anwaltskanzlei|steuerkanzlei|notariat|rechtsanwalte|steuerberatung|kundenservice",
    "kundendienst|kundenbetreuung|stadtwerke|sparkasse|volksbank|krankenkasse|krankenhaus|klinikum",
    "finanzamt|jobcenter|burgeramt|landratsamt|stadtverwaltung|rathaus|gymnasium|grundschule",
    "realschule|kita|handwerk|metallbau|tischlerei|schreinerei|elektro|sanitar|gartnerei|friseur",
    "reiseburo|verlag|buchhandlung|versicherung|versicherungen|hotellerie|gasthof|gasthaus|sekretariat",
    "buchhaltung|personalabteilung|vertrieb|einkauf|poststelle|werkstatt|zentrum",
    "cabinet|etude|boulangerie|assurance|assurances|mutuelle|secretariat|comptabilite|accueil|lycee",
    "college|creche|coiffure|plomberie|menuiserie|librairie|laboratoire|hopital|clinique|notaires",
    "prefecture|compagnie|atelier|magasin|boutique|comptoir|traiteur|opticien|veterinaire",
    "colegio|instituto|despacho|talleres|taller|abogados|asesoria|gestoria|consultorio|hospital",
    "panaderia|peluqueria|libreria|tienda|almacenes|seguros|notaria|recepcion|contabilidad",
    "administracion|academia|guarderia|veterinaria|laboratorio|construcciones|ferreteria",
    "consultoria|advocacia|advogados|contabilidade|padaria|oficina|loja|papelaria|seguradora",
    "laboratorios|restaurantes|creche|faculdade|hospitais|cartorio|secretaria|recepcao|atendimento",
    "ambulatorio|poliambulatorio|segreteria|amministrazione|contabilita|assicurazioni|parrucchiere",
    "panificio|tipografia|libreria|ospedale|liceo|asilo|avvocati|commercialisti|notai|carrozzeria",
    "praktijk|huisartsenpraktijk|tandartspraktijk|fysiotherapie|makelaardij|makelaars|advocaten",
    "gemeente|ziekenhuis|basisschool|boekhouding|bakkerij|klantenservice|receptie|verzekeringen",
    "vardcentral|vardcentralen|skolan|skola|forskola|kommun|kommunen|tandlakare|advokatbyra|bageri",
    "kundtjanst|reception|sjukhus|skole|skolen|kommune|laegehus|laegeklinik|tandklinik|legekontor",
    "tannlege|advokatfirma|kundeservice|sykehus|sygehus|bageri|bakeri|rorlegger|terveysasema",
    "hammaslaakari|koulu|kunta|kaupunki|asiakaspalvelu|sairaala|toimisto|asianajotoimisto|apteekki",
    "przychodnia|kancelaria|szkola|szpital|klinika|gabinet|urzad|biuro|apteka|przedszkole|piekarnia",
    "hurtownia|sekretariat|recepcja|ksiegowosc|wydzial|fundacja|stowarzyszenie|zaklad|warsztat",
    "ordinace|nemocnice|skola|urad|lekarna|kancelar|poliklinika|servis|podpora|recepce|nadace",
    "nemocnica|lekaren|ambulancia|materska|obchod|bolnica|ordinacija|ljekarna|opcina|skole|udruga",
    "rendelo|iskola|korhaz|gyogyszertar|ovoda|iroda|onkormanyzat|hivatal|ugyfelszolgalat|konyveles",
    "cabinetul|scoala|spitalul|spital|primaria|farmacie|farmacia|gradinita|asociatia|liceul|banca",
    "\u043a\u043b\u0438\u043d\u0438\u043a\u0430|\u0448\u043a\u043e\u043b\u0430|\u0431\u0430\u043d\u043a|\u0431\u043e\u043b\u044c\u043d\u0438\u0446\u0430|\u043f\u043e\u043b\u0438\u043a\u043b\u0438\u043d\u0438\u043a\u0430|\u0430\u043f\u0442\u0435\u043a\u0430|\u0433\u0438\u043c\u043d\u0430\u0437\u0438\u044f|\u043b\u0438\u0446\u0435\u0439|\u043c\u0430\u0433\u0430\u0437\u0438\u043d|\u0444\u0438\u0440\u043c\u0430|\u043a\u043e\u043c\u043f\u0430\u043d\u0438\u044f|\u0430\u0433\u0435\u043d\u0442\u0441\u0442\u0432\u043e",
    "\u0430\u0434\u043c\u0438\u043d\u0438\u0441\u0442\u0440\u0430\u0446\u0438\u044f|\u0431\u0443\u0445\u0433\u0430\u043b\u0442\u0435\u0440\u0438\u044f|\u043f\u043e\u0434\u0434\u0435\u0440\u0436\u043a\u0430|\u0441\u043b\u0443\u0436\u0431\u0430|\u043e\u0442\u0434\u0435\u043b|\u0443\u043d\u0438\u0432\u0435\u0440\u0441\u0438\u0442\u0435\u0442|\u0438\u043d\u0441\u0442\u0438\u0442\u0443\u0442|\u0441\u0430\u0434\u0438\u043a|\u0441\u0442\u043e\u043c\u0430\u0442\u043e\u043b\u043e\u0433\u0438\u044f",
    "\u043a\u043b\u0456\u043d\u0456\u043a\u0430|\u043b\u0456\u043a\u0430\u0440\u043d\u044f|\u043f\u043e\u043b\u0456\u043a\u043b\u0456\u043d\u0456\u043a\u0430|\u0433\u0456\u043c\u043d\u0430\u0437\u0456\u044f|\u043b\u0456\u0446\u0435\u0439|\u043a\u0440\u0430\u043c\u043d\u0438\u0446\u044f|\u043a\u043e\u043c\u043f\u0430\u043d\u0456\u044f|\u0430\u0434\u043c\u0456\u043d\u0456\u0441\u0442\u0440\u0430\u0446\u0456\u044f|\u0431\u0443\u0445\u0433\u0430\u043b\u0442\u0435\u0440\u0456\u044f|\u043f\u0456\u0434\u0442\u0440\u0438\u043c\u043a\u0430",
    "\u0432\u0456\u0434\u0434\u0456\u043b|\u0443\u043d\u0456\u0432\u0435\u0440\u0441\u0438\u0442\u0435\u0442|\u0456\u043d\u0441\u0442\u0438\u0442\u0443\u0442|\u0431\u043e\u043b\u043d\u0438\u0446\u0430|\u0443\u0447\u0438\u043b\u0438\u0449\u0435|\u043e\u0431\u0449\u0438\u043d\u0430|\u0441\u0447\u0435\u0442\u043e\u0432\u043e\u0434\u0441\u0442\u0432\u043e|\u0431\u043e\u043b\u043d\u0438\u0446\u0430|\u0430\u043f\u043e\u0442\u0435\u043a\u0430|\u043e\u043f\u0448\u0442\u0438\u043d\u0430",
    "\u03ba\u03bb\u03b9\u03bd\u03b9\u03ba\u03ae|\u03c3\u03c7\u03bf\u03bb\u03b5\u03af\u03bf|\u03c4\u03c1\u03ac\u03c0\u03b5\u03b6\u03b1|\u03bd\u03bf\u03c3\u03bf\u03ba\u03bf\u03bc\u03b5\u03af\u03bf|\u03b9\u03b1\u03c4\u03c1\u03b5\u03af\u03bf|\u03bf\u03b4\u03bf\u03bd\u03c4\u03b9\u03b1\u03c4\u03c1\u03b5\u03af\u03bf|\u03c6\u03b1\u03c1\u03bc\u03b1\u03ba\u03b5\u03af\u03bf|\u03b5\u03c4\u03b1\u03b9\u03c1\u03b5\u03af\u03b1|\u03b5\u03c4\u03b1\u03b9\u03c1\u03af\u03b1|\u03b3\u03c1\u03b1\u03c6\u03b5\u03af\u03bf|\u03b4\u03ae\u03bc\u03bf\u03c2",
    "\u03c0\u03b1\u03bd\u03b5\u03c0\u03b9\u03c3\u03c4\u03ae\u03bc\u03b9\u03bf|\u03bb\u03cd\u03ba\u03b5\u03b9\u03bf|\u03b3\u03c5\u03bc\u03bd\u03ac\u03c3\u03b9\u03bf|\u03be\u03b5\u03bd\u03bf\u03b4\u03bf\u03c7\u03b5\u03af\u03bf|\u03b5\u03c3\u03c4\u03b9\u03b1\u03c4\u03cc\u03c1\u03b9\u03bf|\u03c6\u03c1\u03bf\u03bd\u03c4\u03b9\u03c3\u03c4\u03ae\u03c1\u03b9\u03bf|\u03bb\u03bf\u03b3\u03b9\u03c3\u03c4\u03ae\u03c1\u03b9\u03bf|\u03c5\u03c0\u03bf\u03c3\u03c4\u03ae\u03c1\u03b9\u03be\u03b7",
    "hastanesi|hastane|okulu|lisesi|klinigi|eczanesi|bankasi|belediyesi|universitesi|anaokulu",
    "ticaret|insaat|sanayi|otomotiv|sigorta|muhasebe|destek|hizmetleri|dershanesi|poliklinigi|avukatlik",
    "sehat|sekolah|koperasi|universitas|perusahaan|apotek|yayasan|klinik|puskesmas",
    "congty|nganhang|kham",
    "afdeling|inkoop|verkoop|dzial|kadry|kadr|projekt|proyecto|projet|progetto|osasto|avdelning|avdelningen",
    "avdeling|oddeleni|osztaly|departamentul|departamento|departement|bolumu|divisi|bagian|tmima|\u03c4\u03bc\u03b7\u03bc\u03b1",
    "electric|water|telecom|telekom|broadband|internet|weekly|daily|digest|alerts|notifications",
    // Trades
    "joinery|carpentry|masonry|landscaping|scaffolding|glazing|flooring|electrical|haulage|freight",
    "shipping|courier|couriers|cleaning|laundry|upholstery|signage|tooling|machining|welding",
    "fabrication|foundry|timber|ceramics|textiles|fabrics|dairy|farms|orchards|vineyards",
    "winery|roasters|butchers|grocers|grocery|stationers|stationery|optics|robotics|aviation",
    "aerospace|seafood|organics|nurseries|tours|taxis|cabs|leasing|rental",
    "bau|hochbau|tiefbau|holzbau|metallbau|maschinenbau|gartenbau|landschaftsbau|anlagenbau",
    "dachdecker|malerbetrieb|malermeister|sanitaer|heizung|klempnerei|glaserei|druckerei|metzgerei",
    "gebaudereinigung|reinigung|hausmeisterservice|umzuge|fahrschule|kfz|zimmerei|fliesen|treppenbau",
    "maconnerie|couverture|peinture|electricite|chauffage|carrelage|serrurerie|vitrerie|paysagiste",
    "nettoyage|demenagements|imprimerie|charcuterie|epicerie|fromagerie|batiment|renovation",
    "fontaneria|carpinteria|electricidad|pintura|cerrajeria|cristaleria|limpiezas|mudanzas|imprenta",
    "carniceria|fruteria|reformas|obras|jardineria|idraulica|edilizia|falegnameria|elettrica|vetreria",
    "pulizie|traslochi|macelleria|costruzioni|serramenti|marcenaria|encanamento|limpeza|mudancas",
    "construcoes|serralharia|bouw|aannemer|installatie|schilderwerken|timmerwerken|loodgieter|hovenier",
    "schoonmaak|verhuizingen|drukkerij|slagerij|bygg|byggeri|snickeri|maleri|rakennus|remontti|budowa",
    "budownictwo|stolarstwo|hydraulika|sprzatanie|drukarnia|stavby|truhlarstvi|stavebni|tiskarna|epito",
    "asztalos|nyomda|constructii|tamplarie|tipografie|insaat|mobilya|matbaa|temizlik|nakliyat",
  ]).map(foldWord),
);

/** The ends of compound words of that sort. */
const COMPOUND_REGEXP =
  /.{3}(?:praxis|praktijk|praksis|klinik(?:en|um)?|zentrum|centrum|dienste?|service|verein|verband|schule|skolan?|werke?|kasse|verlag|vertrieb|gesellschaft|versicherung|beratung|verwaltung|betreuung|handel|technik|logistik|spital|apotheke|centralen|kontoret)$/;

/** Whether a folded word of a name is that of an organisation. */
export function isOfOrganisation(folded: string): boolean {
  return ORGANISATION_WORDS.has(folded) || COMPOUND_REGEXP.test(folded);
}

/** Whether a partner of a firm follows: `Harlow & Finch`. */
export function hasPartner(text: string, end: number): boolean {
  return /^ & \p{Lu}/u.test(text.slice(end, end + 4));
}

/** Mailboxes of offices: whoever writes from there need not give the name of a person. */
const OFFICE_REGEXP =
  /^(?:info|reception|office|support|help|helpdesk|sales|contact|kontakt|contacto|contato|contatti|service|services|kundenservice|team|admin|billing|accounts?|accounting|enquiries|inquiries|hello|hi|mail|post|posta|praxis|praktijk|kanzlei|sekretariat|secretariat|segreteria|secretaria|buchhaltung|accueil|cabinet|clinic|clinica|klinik|school|schule|shop|store|orders?|bookings?|reservations?|reservas|press|presse|hr|jobs|careers|no-?reply|donotreply|notifications?|alerts?|news|newsletter|updates?|security|privacy|legal|marketing|biuro|recepcja|iroda|ordinace|recepce|rendelo|bilgi|destek|iletisim|atendimento|recepcao|ventas|soporte|amministrazione|ufficio|studio|kundtjanst|receptie|zentrale|verwaltung|dispatch|warehouse|lager|logistik|customer(?:service|care|s)?|care)(?:[._+-][a-z0-9-]*)?$/i;

/** Whether an address before the `@` is that of an office. */
export function isOffice(local: string): boolean {
  return OFFICE_REGEXP.test(local);
}
