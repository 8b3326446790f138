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
hiyya huma howwa wach chnu bghit khassni khassek njib nkhod dyal li lli kif ki ch7al kam f l b d dial mazal ana bghina
fi mn min 3la bach bech chnowa chnoua chnia chno chnou kifech kifach win win winou n7eb nheb mta3 taa w wala hiya
howa
"""

STOP_WORDS = frozenset(f"{_ARABIC} {_FRENCH} {_ENGLISH} {_ARABIZI}".split())
