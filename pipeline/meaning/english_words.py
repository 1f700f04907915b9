"""The words and patterns of English sentences, as `english` reads them: verbs, stances, boundaries, names."""

import re

ORG, SUBJECT = "\ue000", "\uf8ff"  # one private character stands for an organisation (first of a range), for the topic

# verb stems -> kind; the forms -s, -ed, -ing are derived
STEMS = {
    "integrates": "wir|slip|slipp|turn(?:s|ed|ing)?(?= to)|shift|migrat|rebuilt|rebuild|fold|weav|wov|wove|hook|hook(?:s|ed)? up|go(?:es)? live(?= with)|went live(?= with)|get|got|gain|carry|carri|integrat|embed|embedd|incorporat|adopt|introduc|embrac|connect|plug|equip|equipp|add|bring|brought|bake|tap|tapp|infus|enhanc|upgrad|enabl|merg|combin|fus|us(?=e[sd]?\\b|ing\\b)|leverag|utili[sz]|appl|appli|pair|link|launch|unveil|releas|debut|choos|chose|select|pick|switch|power|build|built(?= its| the| their| a| an| on)",
    "hosts": "ship|shipp|hous|serv|plac|put|putt|host|offer|list|provid|mak|made|roll(?= out|s out|ed out|ing out)",
    "deploys": "deploy|implement|install|run|runn|ran|set up",
    "adapts": "support|adapt|optimi[sz]|port",
}
VERB = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>(?:{stems})(?:s|es|ed|ing|e|ies|ied)?)" for kind, stems in STEMS.items()) + r")\b",
    re.I,
)
WEAK = re.compile(
    r"(?:ship|get|got|gain|put|plac|serv|carr|turn|shift|slip|launch|unveil|releas|debut|us|leverag|utili|appl|provid|list|run|ran|mak|made|bring|brought|choos|chose|select|pick|set up|power|tap|enabl|add|buil)",
    re.I,
)
PASSIVE = re.compile(
    rf"{SUBJECT}[^.;:{ORG}-\uefff]{{0,60}}?\b(?:is|are|was|were|been|be|being|becomes?|became|comes?|came|goes|went|now|available)\b"
    rf"[^.;:{ORG}-\uefff]{{0,60}}?\b(?P<verb>available|accessible|live|integrated|deployed|hosted|offered|supported|adopted|added|embedded|incorporated|introduced"
    r"|installed|connected|launched|used|built|listed|implemented|embraced)\b[^.;:]{0,30}?\b(?P<how>by|as an?|in|on|into|to|via|through|at|across|within|for|from)\b",
    re.I,
)
LIVE = re.compile(rf"{SUBJECT}[^.;:,{ORG}-\uefff]{{0,40}}?\b(?:is|are) (?:now |also )?(?P<verb>live|available)\b", re.I)
RUNS = re.compile(
    rf"{SUBJECT},?[^.;:,{ORG}-\uefff]{{0,40}}?\b(?P<verb>runs?|running|live|hosted|available|gone|went|comes?|came|arrive[sd]?|land(?:s|ed)?)\b (?:inference |natively |locally |now |also )?(?P<how>on|to|in|inside|at|across|within|(?<=available )(?:through|via))\b"
    rf"|\b(?P<noun>use|integration|availability|deployment|adoption|inclusion|addition|arrival) of {SUBJECT}[^.;:,{ORG}-\uefff]{{0,24}}?\b(?:in|into|with|on|to|within)\b",
    re.I,
)
OF_PLACE = re.compile(
    r"\W*(?:(?:hong kong|china|malaysia|singapore|india|japan|taiwan|south korea|germany|france|britain|indonesia|thailand|vietnam|saudi arabia|europe|macau)'s"
    r"|rivals?|peers?|competitors?)\s+",
    re.I,
)  # whose or what kind of company begins the subject
OF_IT = re.compile(r"\b(?:from|by|of|like|than|with)\s$", re.I)  # GRPO from DeepSeek-R1 is available: not the model
ITS = re.compile(r"\s*(?:its|their)\b", re.I)
ITS_OWN = re.compile(r"\b(?:its|their|our)\s(?:own\s)?$", re.I)  # on its Shakti Cloud: a product of whoever speaks
PASSIVE_KINDS = {
    **dict.fromkeys(("available", "accessible", "live", "hosted", "offered", "listed", "launched", "added"), "hosts"),
    **dict.fromkeys(("deployed", "installed", "implemented", "used"), "deploys"),
    "supported": "adapts",
    **dict.fromkeys(("run", "runs", "running"), "deploys"),
}
POWERED = re.compile(rf"\b(?P<verb>powered by|based on|built on|driven by|backed by)\s[^.,;]{{0,30}}?{SUBJECT}", re.I)
NOUN = re.compile(
    rf"\b(?P<verb>integration|adoption|deployment|rollout|support|access|launch|availability|addition|introduction)\b (?:of|with|for|to|into)\s[^.,;]{{0,40}}?{SUBJECT}"
    rf"|{SUBJECT}(?:'s)?(?: \w+){{0,2}} (?P<verb2>integration|deployment|rollout|support)\b",
    re.I,
)
BOUNDARY = re.compile(
    r"[;:]|\s[-–—]+\s|,?\s(?:after|as|while|whereas|but|because|since|when|although|though|which|who|where|following|despite|if|that)\s"
    r"|\b(?:said|says|announced|announces|reported|reports|told [^,;:.]{1,30}?|confirmed|revealed|noted|claimed|disclosed|stated|showed)(?:\s(?:on|in|at|last|this|late|early|\w+day)[^,;]{0,25}?)?\s(?:that\s)?(?=(?:that|it|its|their|they|he|she|all|some|most|the \w+(?: \w+)? (?:has|have|had|is|was|will|now|also|supports?|uses?))\b|[\ue000-\uf8ff])",
    re.I,
)
DENIED = re.compile(
    r"\b(?:not|never|no|without|cannot|neither|nor|yet to|refus\w+|declin\w+|den(?:y|ies|ied|ying)|ban\w*|bar(?:s|red|ring)?|block\w*|prohibit\w*|restrict\w*|stop(?:s|ped|ping)?|remov\w+|suspend\w*|halt\w*|drop(?:s|ped|ping)?|reject\w*|scrap\w*|avoid\w*|warn\w*|instead of|rather than)\b|n't\b",
    re.I,
)
PLANNED = re.compile(
    r"\b(?:may|might|could|would|should|can|plan(?:s|ned|ning)?|consider\w*|weigh(?:s|ed|ing)?|mull\w*|eye(?:s|d|ing)|ponder\w*|explor\w+|look(?:s|ing)? (?:at|into|to)|intend\w*|aim\w*|hop(?:e|es|ing)|expect\w*|want\w*|evaluat\w+|assess\w*|discuss\w*|seek\w*|in talks|study\w*|studi\w+|try|tri(?:es|ed)|trying|likely|possibl[ey]|potential\w*|urg\w+|encourag\w+|call(?:s|ed|ing)? (?:on|for)|prepar\w+|how to|to help)\b",
    re.I,
)
RUMOUR = re.compile(
    r"\b(?:reportedly|rumou?r\w*|allegedly|is said to|are said to|sources? (?:said|say|familiar)|speculat\w+)\b", re.I
)
GERUND = re.compile(r"(?<!is )(?<!are )(?<!been )(?<!was )(?<!were )\b\w+ing\b[^,;]*$", re.I)
BENEFIT = re.compile(r"(?:'s)?(?: [\w-]+){0,4} (?:could|would|may|might|can|should|will)\b", re.I)
BEGUN = re.compile(
    r"\b(?:mov(?:e[sd]?|ing)|rush(?:e[sd]|ing)?|rac(?:e[sd]?|ing)|begun|began|begins?|start(?:s|ed|ing)?|manag(?:es|ed)|chos?en?|decid(?:es|ed)"
    r"|opt(?:s|ed)|scrambl\w+|hurr\w+|first|latest|among those|join\w*|continu\w+|solutions?|appliances?|servers?|machines?)\b[\w -]{0,50}\bto\s*$",
    re.I,
)  # what was begun is done: rushed to integrate, the first to adopt
WILL = re.compile(r"\b(?:will|to|shall|going to|set to|about to|soon)\b", re.I)
SAID = re.compile(
    r"\b(?:said|says|announc\w+|reveal\w*|confirm\w*|unveil\w*|disclos\w+|stat(?:es|ed)|filing|according to)\b", re.I
)
PRONOUN = re.compile(
    r"^[\s,\"'“(]*(?:it|they|he|she|we|the (?:\w+[- ]){0,3}(?:company|firm|carmaker|automaker|maker|bank|lender|group|giant|vendor|developer|startup|start-up|brokerage|operator|hospital|university|platform|city|unit|retailer|insurer|brand|engine|app|assistant|tool|service|system|chatbot|website)|its|their|the (?:new )?(?:service|feature|update|product|app|move)|which|who|also|has|have|is|are|will)\b",
    re.I,
)
SPEAKER = re.compile(
    rf"([{ORG}-\uefff])(?:\s(?:has|have|had|also|on|\w+day))*\s(?:said|says|announced|announces|confirmed|revealed|disclosed|told(?:\s[{ORG}-\uefff])?)\b[^{ORG}-\uefff]*$",
    re.I,
)
USERS = re.compile(
    r"\b(?:users?|people|developers|customers|consumers|students|employees|workers|hackers|anyone)\s*$", re.I
)
OFFERED = re.compile(r"\b(?:customers|users|developers|clients|subscribers) can(?: now)? $", re.I)
LIST = re.compile(r"\b(?:such as|including|includes?|like|among them|namely|e\.g\.)\b", re.I)
LINKED = re.compile(r"\blink(?:ed|s)? to\b", re.I)
AGAINST = re.compile(
    r"\b(?:by|with|against|unlike|despite|from|than|rivals?|competitors?|over|on|in|at|for|versus|vs)\s+(?:the |its |fellow )?(?:[A-Z\ue000-\uf8fe]\w*(?:, | and | or ))*$",
    re.I,
)
UNIT = re.compile(
    r"^(?:'s)?,?\s+(?:\w+[- ]){0,3}(?:unit|subsidiary|arm|division|brand|affiliate|business)\b,?\s*", re.I
)
ENDS = re.compile(
    rf"(?:,[^,{ORG}-\uefff]{{3,70}},)?[\s,]*(?:(?:and|&|has|have|had|is|are|was|were|also|now|already|officially|recently|successfully|today|will)\b\s*|[{ORG}-\uefff][\s,]*)*$",
    re.I,
)
NAME = re.compile(
    r"(?<![\w.])(?:[A-Z][\w&.-]*[\w]|[A-Z]{2,}|\d{1,4} (?=[A-Z]))(?:[ -](?:of |& |for |the )?(?:[A-Z][\w&.-]*\w|[A-Z]{2,}))*"
)
TECHNIQUE = re.compile(  # DeepSeek's sparse attention innovation: what it found out, not its model
    r"'s (?:[\w-]+ ){0,4}(?:innovations?|techniques?|mechanisms?|architectures?|designs?|methods?|papers?|approach|training|research|breakthroughs?|playbook|success|rise)\b"
)
SUFFIX = re.compile(
    r"\b(?:Inc|Corp|Corporation|Ltd|Limited|Company|Co|Hospital|University|College|School|Bank|Securities|Funds?|Technolog(?:y|ies)|Tech|Cloud|Group|Motors?|Auto|Automobile|Holdings?|Management|Systems|Labs?|AI|Software|Entertainment|Insurance|Government|Bureau|Institute|Academy|Networks?|Semiconductor|Electronics|Games?|Interactive|Media|Press|Pharma\w*|Health\w*|Medical|Energy|Petroleum|Airlines?|Robotics|Telecom|Mobile|Studios?|Foundation|Ministry|Department|Capital|Asset|Grid|Logistics|Express)\b\.?"
)
OWN_NAME = re.compile(r"\s(?:Hospital|School|College|Institute|Academy|Bank|Insurance|Securities)$")
AMONG = re.compile(
    r"\b(?:is|are|was|were) (?:among|one of) (?:the |those |a )[^,.;]{0,40}?(?:that|which|who|to)\s", re.I
)
NO_NAME = re.compile(
    r"^(?:Malaysia|Singapore|India|Indian|Japan|Taiwan|South Korea|Korea|Germany|France|Britain|Indonesia|Thailand|Vietnam|Saudi Arabia|Macau|Rivals?|Peers?|Competitors?|Carmakers?|Automakers?|Banks?|Startups?|Start-ups|Founder|Chairman|Chief|Both|Other|Others|Former|Local|State|Tech|Big|Major|Shares|Shanghai-based|We|I|You|They|He|She|Our|My|Their|His|Her|Your|If|So|Or|Not|No|Yes|Today|Yesterday|Click|Use|Try|Get|The|A|An|In|On|At|By|For|And|But|It|Its|This|That|These|Those|There|As|With|After|Since|While|When|Chinese|China|Beijing|Shanghai|Shenzhen|Hangzhou|US|U\.S|United States|American|Europe\w*|Asia\w*|Hong Kong|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|AI|LLM|API|App|R1|V3|V4|CEO|CTO|President|Market|Analysts?|Reuters|Bloomberg|Many|Several|Some|All|Every|More|Most|Users?|Developers?|Companies|Banks|How|Why|What|Meanwhile|However|Earlier|Now|New|Also|Open|OpenAI|Deep[Ss]eek|.*-(?:based|owned|backed|style|listed|powered|made|developed))$"
)
ITS_MODELS = re.compile(
    r"\bits (?:[a-z-]+ ){0,2}(?:models?|technology|chatbot)\b"
)  # firms including A and B support its models
ANAPHOR = re.compile(
    r"\bthe (?:(?:ai|new|same|open-source|chinese|reasoning|large language|homegrown|popular|latest) ){0,3}(?:models?|technology|chatbot|llm)\b"
)
_PART = r"(?:unit|subsidiary|brand|marque|arm|division|affiliate)"
OWNERS = re.compile(
    rf"(?<=[\w{ORG}-\uefff]), (?:an?|the|one of the)? ?(?:[\w-]+ ){{0,4}}?{_PART}s? of (?:the |china's )?(?P<behind>[{ORG}-\uefff])(?=,)"
    rf"|(?P<before>[{ORG}-\uefff])'s (?:[\w-]+ ){{0,3}}?{_PART} (?=[{ORG}-\uefff] (?:said|says|announced|has|have)\b)",
    re.I,
)
COMMAND = re.compile(
    r"(?m:^)\W*(?:vllm serve|ollama (?:run|pull)|docker |pip install|curl |git clone)\b", re.I
)  # no sentence
