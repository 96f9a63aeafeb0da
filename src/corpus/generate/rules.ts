/** Phrases that templates share, by name; written in the template language themselves. */
export const rules: Readonly<Record<string, string>> = {
  want: "(I'd like to|I would like to|I would like to|I want to|I want to|I need to|I need to|I wanna|I have to|I'm planning to|I plan to|we want to|we need to|we'd like to|I am hoping to|I'm looking to|I'm trying to|I must|we have to|I hope to|I'm going to|I will|I'll|we will)",
  can: '(can I|could I|can you help me|is it possible to|I was wondering if I could|would it be possible to|how can I|how do I)',
  find: "(find me|show me|I need|I want|get me|book me|book|I'm looking for|can you find me|search for|please book|look up|I'd like|I would like|give me|please find|could you book me|I am searching for|can I get|can you get me|check|reserve|help me find|I have to find|look for|we need)",
  list: '(show me|list|give me|what are the|find|display|are there any|do you have any|what|search|which|any)',
  a: '(a|a|one|the cheapest|a cheap|a direct|a nonstop|a one way|a one-way|a round trip|the first|the earliest|the last|an early|a good|some kind of)',
  ride: '(flight|flight|flight|ticket|train|bus|plane ticket|train ticket|bus ticket|connection|seat|plane)',
  vehicle: '(flight|flight|flight|train|bus|plane|connection)',
  rides:
    '(flights|flights|tickets|trains|buses|connections|plane tickets|train tickets|nonstop flights|direct flights|cheap flights)',
  go: '(go|travel|fly|get|take the train|head|take a bus|drive|go)',
  to: '(to|to|to|to|into)',
  leaving:
    '(leaving|departing|departing from|leaving from|starting from|flying out of|out of|coming from|traveling from|going out of)',
  arriving:
    '(arriving in|arriving at|arriving|landing in|landing at|getting into|getting to|reaching|that arrives in|which gets to|due in)',
  leave:
    '(leave|leave|depart|depart from|leave from|fly out of|get out of|start from|set off from|head out of|fly from|take off from)',
  arrive:
    '(arrive|arrive in|arrive at|arrive to|get to|land in|land at|reach|be in|get into|fly into|come into)',
  hi: '(Hi|Hello|Hey|Good morning|Hi there|Hey there|Good afternoon|Good evening|Hello there|Excuse me|Yes|OK|Okay|Great|Sure|Alright|So)(!|.|,|,)',
  thanks:
    '(, please|, please| please|. Thanks| thanks|. Thank you|, thank you|, if possible|. Thanks a lot|, can you help me| if you can|. Cheers|, asap)',
  um: '(uh|um|well|hmm|oh|ok|okay|er|so|right)',
  extra:
    '(|||||| for {passengers}| with {carrier}| on {carrier}| in {travel_class}| for {passengers:count}|, {travel_class} please|, {passengers}|, nonstop|, one way| for under {price}|, window seat if possible| with two bags|, cheapest option)',
  story:
    "(my sister is getting married|I have a conference|it's my birthday|we are on holiday|my boss needs me|I'm visiting my parents|it's a business trip|this is our honeymoon|I have a job interview|we're on a school trip|my mother is ill|there's a concert|I'm new here|this is urgent|I'm a student|I was told to call you)(. |, so |. |! )",
  back: '(coming back|returning|and back|and return|back|return|and then back|and come back|and returning|flying back|getting back)',
};
