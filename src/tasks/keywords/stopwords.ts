/** English function words: phrases neither begin nor end with them. */
const list = `
a an the this that these those such each every either neither both all any some many much more most few fewer less
least several other others another own same no none not nor only just also too very quite rather so than then thus
hence therefore however moreover furthermore otherwise nevertheless instead perhaps almost already always often never
ever again once still yet even hardly mainly mostly usually recently

i me my myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves one ones who whom whose which what whatever whichever whoever someone
something anyone anything everyone everything nobody nothing

about above across after against along amid among amongst around as at before behind below beneath beside besides
between beyond but by despite down during except for from in inside into like of off on onto out outside over per
since through throughout till to toward towards under underneath until unto up upon via versus vs with within without

and or if because although though while whereas whether unless when whenever where wherever why how here there now

am is are was were be been being do does did doing done have has had having can could may might must shall should will
would ought cannot let get gets got become becomes became seem seems seemed make makes made take takes taken give gives
given use uses using used

eg ie etc et al cf
's 't 're 've 'll 'd 'm s t don doesn didn isn aren wasn weren hasn haven hadn won wouldn couldn shouldn mustn ain
`;

const stopwords: ReadonlySet<string> = new Set(list.trim().split(/\s+/u));

/** Whether a word in its normal form (`normalizeWord`) is an English function word. */
export function isStopword(word: string): boolean {
  return stopwords.has(word);
}
