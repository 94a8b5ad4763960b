import type { LessonWords } from "../../../schema/lesson.ts";

export const words: LessonWords = {
  name: "GAN 为什么会坍塌",
  summary: "造假者和判别器互相较量。判别器赢了会怎样，Wasserstein 又改善了什么。",
  steps: {
    game: {
      text: "绿点是真的：八堆。生成器造出紫点，判别器要把它们分辨出来。按“开始”，让它们较量 100 步。",
    },
    guess: {
      text: "这里的判别器很强，损失是 2014 年的极小极大损失。八堆里，生成器会保住几堆？",
      choices: { all: "全部八堆", few: "最多一半" },
    },
    few: {
      text: "让它们继续，直到页面发出警报。大约要 2,000 步。",
      found: {
        few: "只剩几堆了。哪里暂时骗得过判别器，所有的点就都往哪里去。",
        all: "还保住一半以上。让它们继续。",
      },
    },
    other: {
      text: "换一种损失：按警报里的补救按钮，或把“损失”设为“Wasserstein，梯度惩罚”再按“重置”。然后让它走 50 步。",
    },
    back: { text: "走到第 400 步。现在保住了几堆？" },
    why: {
      text: "极小极大的判别器只说“真”或“造”。它一旦有把握，判断就是平的，生成器不知道该往哪里走。Wasserstein 的判别器量的是造出的点离真点有多远，而距离处处都有坡度。",
    },
  },
};
