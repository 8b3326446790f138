"""Words that say nothing about the subject of a question, folded: dropped from a query unless nothing is left.

Compiled by us from grammar (articles, prepositions, pronouns, question words, what callers open with), in Arabic
with Tunisian and Maghrebi dialect and its Arabizi, in French and in English. Not learned from any collection.
"""

_ARABIC = """
من في علي الي عن مع هذا هذه هذي ذلك تلك هذان هاتان هولا التي الذي الذين اللاتي ما ماذا ماهي ماهو هل كيف اين متي
لماذا كم اي ايه هو هي هم هن انا نحن انت انتم كان كانت يكون تكون يكن كانوا ان انه انها او ام و ف ب ل ك ثم لكن بل حتي
اذا اذ لو لا لم لن ليس ليست قد لقد كل بعض غير بين عند عندما حيث منذ خلال ضد نحو حول دون سوي فقط ايضا كما مثل بها به
له لها لهم لي لنا فيه فيها منه منها عليه عليها عنه عنها اليه اليها وهو وهي وما ولا وان وقد ومن وفي وعلي والي وعن ومع
كذلك التالي يا نعم اني اننا يمكن يمكنني يجب علي يتم تم وكيف وماهي وهل بما مما عما فيما بعد قبل تحت فوق هنا هناك الان
لدي ولكن لان لانه بينما هكذا شنوه شنو شنوا شنيه اش اشنو شكون فين وين وينو كيفاش علاش وقتاش قداش قديش نحب حب نجم ينجم
تنجم باش بش متاع تاع نتاع ديال اللي الي عندي عندك فما فمه ثمه هاو هاذا هاذي هذاك يعني زاده زادا كيما كي برشا لازم
لازمني خاصني واش بغيت ندير نعمل نعرف ممكن سلام عسلامه مرحبا صباح لخير الخير خير لو سمحت فضلك شكرا رجاء اريد ارغب
احتاج
"""
_FRENCH = """
le la les l un une des du de d a au aux en et ou o mais donc or ni car ne pas plus moins ce cet cette ces c ca cela
ceci je j tu il elle on nous vous ils elles me m te t se s lui leur leurs y mon ma mes ton ta tes son sa ses notre
nos votre vos qui que qu quoi dont quel quelle quels quelles lequel laquelle comment pourquoi quand combien est sont
etre suis es sommes etes etait etaient sera ete ai as avons avez ont avoir avait aura pour par sur sous dans avec
sans chez vers entre depuis pendant avant apres contre si n aussi tres tout toute tous toutes meme autre autres
faire fait faut doit dois peut peux puis peuvent pouvez puisje veux voudrais voulez bonjour bonsoir merci svp plait
il-y jusqu lorsqu puisqu comme alors ainsi
"""
_ENGLISH = """
the an of to in on at by for with from and or but is are was were be been am do does did how what when where who
which why can could may must should would will shall this that these those i you he she it we they my your his her
its our their me us him them not no there here please hello want need get
"""
_ARABIZI = """
ach achno achnou achmen achmn achnia chnu chnou chno chnowa chnouwa chnoua chnia chniya chneya chnya chnh chkoun
achkoun wach wech kifech kifach kifesh kif ki 3lech 3lach 3lah win winou wino fayn wa9tech waqtech wa9tach waqtach ima
imta 9addech 9adech qaddech kaddech b9addech bqaddech ch7al chhal sh7al bch7al bchhal kam hia hiya hiyya heya howa
howwa houa houma huma ana enti nti ntouma ahna 7na hna hedha hedhi hethi hadha hadhi hada had hadik hadak dak dik bach
bech besh bich nheb n7eb nhab n7ab bghit bghina 7abit nejjem nejem nejm najem nnajem tnejem ynejem n9der nqder n9dar
nqdar lazem lezem lazm lazmni lezemni yelzem yelzemni yelzmni khas khass khasni khassni khasna khassna khasek khassek
khasha khassha kaykhass ghadi ghadia ndir ndirou na3mel ne3mel n3mel na3mlou njib njibou jib nkhod nakhod nekhou
nekhdh nakhou nakhdh kaynakhod katakhod kayakhod yakhod na3ref ne3ref n3ref fama famma femma fema thamma kayn kayna
kayen kaina mazal taw tawa daba 3andi 3andek 3andou 3andha 3end 3and 3nd 3nda mta3 mta3i mtaa mte3 ta3 taa dial dyal
dyali dyalha dyalo dyalou dialha diali li lli illi elli el al b d f l w wou wa wla wala walla wela fi fl fel bel mn
min m3a ma3a 3la 3al chi chwaya salam slm aslema 3aslema asslema sbah 3aychek y3aychek 3aychik barcha barsha
"""

STOP_WORDS = frozenset(f"{_ARABIC} {_FRENCH} {_ENGLISH} {_ARABIZI}".split())
